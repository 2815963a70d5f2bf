"""Page breaks between two lines of text, and the paragraphs that may go on over them.

A page breaks where a form feed stands, or running heads and page numbers. To join the lines there,
what stands between them is carried to the end of the paragraph, which must be a sure one.
"""

from __future__ import annotations

import numpy as np

from cleaner.page.furniture import repeated
from cleaner.page.layout import Lines
from cleaner.text.characters import PAGE_BREAK, Flags, Ints
from cleaner.text.document import Document


def page_breaks(document: Document, lines: Lines) -> Flags:
    """For each gap between `lines`, those without furniture, whether a page ends there."""
    marks = Lines.of(document).starts[repeated(document)]
    if document.has(PAGE_BREAK):
        fed = (document.classes == PAGE_BREAK).nonzero()[0]
        marks = np.sort(np.concatenate((marks, fed)))
    breaks: Flags = np.diff(np.searchsorted(marks, lines.starts)) > 0
    return breaks


def paragraph_ends(lines: Lines, goes_on: Flags) -> Ints:
    """For each line, the last line of its paragraph, if the text goes on over the gaps `goes_on`."""
    size = len(lines)
    last = np.where(np.append(goes_on, False), size, np.arange(size))
    return np.minimum.accumulate(last[::-1])[::-1]


def with_sure_ends(lines: Lines, breaks: Flags, joined: Flags, asked: Flags) -> Flags:
    """Those of the gaps `breaks` after which the paragraph ends for sure, with a sentence.

    `joined`: the gaps joined beside them; `asked`: those that may be. What is carried to the end
    of the paragraph must not part it.
    """
    ending = lines.stopped & ~np.append(asked, False)
    while True:
        ends = paragraph_ends(lines, joined | breaks)
        kept: Flags = breaks & ending[ends[1:]]
        if np.array_equal(kept, breaks):
            return kept
        breaks = kept
