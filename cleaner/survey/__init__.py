"""One name spelt two ways, within and across files, and dictionaries drafted from texts.

Known here: many texts at once. Not known: how a single text is repaired.
"""
