"""Notations: what in a text is no prose by the shape of its lines: tables, configuration, markup …

Known here: stretches of lines, the notation each is in, and what may be repaired there. Not known:
the rules of any stage beyond those that only take away what cannot be seen.
"""
