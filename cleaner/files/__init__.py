"""Bytes in, bytes out: encodings, files and folders, drafts that are put in place whole.

Known here: how a text is stored. Not known: what it says.
"""
