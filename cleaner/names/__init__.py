"""Recognising a name: one of a dictionary, one like it, or a person by the words around.

Known here: names in one text. Not known: the same name in other files; that is `survey`.
"""
