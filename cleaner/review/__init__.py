"""Review: each kind of fix decided once, and remembered for the runs to come.

Known here: fixes of a run, series of them, decisions, and how they are asked, in a terminal or on a
page. Not known: which inputs there are; that is for `cli`.
"""
