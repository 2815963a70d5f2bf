"""Other programs' pipelines: one small file a host. It imports `cleaner` alone, and its host late.

Known here: what a host calls, and what it gives and takes. Not known: how a text is cleaned.
"""
