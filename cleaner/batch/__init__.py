"""Many texts: a cleaner that is kept, records of files and of programs, runs that are resumed.

Known here: how a text is taken out of a record and put back, what becomes of one that fails, how
work is spread over processes. Not known: the command line, and other programs' formats of records.
"""
