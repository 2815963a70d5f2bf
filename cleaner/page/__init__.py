"""What stands where on a page: lines, columns, furniture, and the kind of line a wording shows.

Known here: places and shapes. Not known: what is to be done about them.
"""
