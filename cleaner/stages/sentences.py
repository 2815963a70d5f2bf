from cleaner.fixes import Stage, each_rule
STAGE = Stage("sentences", (), each_rule)
