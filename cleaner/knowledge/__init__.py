"""What is known besides the text: words, names, the language model, look-alikes, scripts, trees.

Tables of `dictionaries/` and of the user, read once and asked often. Not known: any document.
"""
