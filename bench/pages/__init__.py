"""Typeset test pages with a known reading: composed from a seed, set, and extracted as text.

``cases(seeds, extractors)`` gives them; the seeds to tune on and those to report are ``TUNE`` and
``REPORT``.
"""

from .cases import Case, cases, read_cases
from .extract import EXTRACTORS
from .splits import REPORT, TUNE

__all__ = ["EXTRACTORS", "REPORT", "TUNE", "Case", "cases", "read_cases"]
