"""docling: the texts of a document, cleaned in their places."""

from __future__ import annotations

import logging

from docling_core.types.doc.document import DoclingDocument
from docling_core.types.doc.labels import DocItemLabel

from cleaner import Cleaner

LEFT_ALONE = (DocItemLabel.CODE, DocItemLabel.FORMULA)


def clean_document(document: DoclingDocument, cleaner: Cleaner | None = None) -> DoclingDocument:
    """The document, the text of each item cleaned; `orig` keeps what it was.

    Code and formulas are left alone. A text that fails stays as it was, and the logger is told.
    """
    cleaner = cleaner or Cleaner()
    for item in document.texts:
        if item.label in LEFT_ALONE:
            continue
        outcome = cleaner.outcome(item.text)
        item.text = outcome.text
        if outcome.failure:
            log = logging.getLogger("cleaner")
            log.warning("%s kept as it was: %s", item.self_ref, outcome.failure)
    return document
