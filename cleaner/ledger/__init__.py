"""The one record of every change: rules and their fixes, merging them, undoing them.

Known here: edits and where they stand. Not known: why a stage proposes one.
"""
