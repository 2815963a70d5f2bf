from cleaner.fixes import Stage, each_rule
STAGE = Stage("marks", (), each_rule)
