"""What is no prose and stays as it is: addresses, numbers with marks, code, Latin sentences, names.

Known here: spans and their kinds. Not known: who wanted to change them; that is for the pipeline.
"""
