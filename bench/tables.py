"""The tables of the benchmarks are those of the reports."""

from cleaner.report.tables import share, table, width

__all__ = ["share", "table", "width"]
