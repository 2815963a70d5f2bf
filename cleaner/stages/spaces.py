from cleaner.fixes import Stage, each_rule
STAGE = Stage("spaces", (), each_rule)
