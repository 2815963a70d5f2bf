"""Columns read from text alone: cells of rows, tracks of cells down the page, and their order.

`cells` cuts rows where gutters may be, `tracks` follows the columns of rows whose cells have a
place, `turns` those of rows given in turn, `order` says in which order columns are read, and
`judging` whether that is better than the text as given.
"""
