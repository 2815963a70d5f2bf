"""Names that no dictionary has: recognised in texts, compared, and made into a dictionary."""
