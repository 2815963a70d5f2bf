"""What a character may have been before an engine or a decoder misread it, and how sure that is.

Known here: candidates and what speaks for them. Not known: what becomes of them; that is a stage's.
"""
