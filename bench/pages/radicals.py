"""Radicals that stand for plain characters in the text of some PDFs: the table of the product."""

from cleaner.text.radicals import PLAIN, SUPPLEMENT

__all__ = ["PLAIN", "SUPPLEMENT"]
