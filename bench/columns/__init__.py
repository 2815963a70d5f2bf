"""Columns read from text alone: how well, and the fitting of what the reader asks."""
