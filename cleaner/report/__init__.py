"""What a run found and changed, for people and for programs.

Known here: findings, differences of two texts, how they look. Not known: decisions about them.
"""
