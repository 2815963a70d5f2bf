"""What a text is: its characters by class, its sections, the conventions it keeps.

Known here: code points, and how one document writes. Not known: files, words, names, pages.
"""
