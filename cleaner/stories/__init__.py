"""What each block of a page is, which blocks make a story, and whose a headline is.

Known here: blocks, their features and roles. Not known: the moves; the stage `articles` proposes them.
"""
