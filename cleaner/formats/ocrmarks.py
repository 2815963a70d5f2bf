"""What JSON of an OCR engine looks like: boxes beside texts, and what tells that they are boxes.

Four corners are a box. Two of them, or four numbers, stand beside texts in many a data set: they
are certain in the lists of engines, or where each has a score and is a box from its upper left
corner to its lower right one.
"""

from __future__ import annotations

from cleaner.text.regex import regex

_NUMBER = rb"\s*-?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?\s*"
_CORNERS = rb"\[(?:\s*\[" + _NUMBER + rb"," + _NUMBER + rb"\]\s*,?){4}\s*\]"
_FLAT = rb"\[" + rb",".join([_NUMBER] * 4) + rb"\]"
_BOX = rb"(?:" + _CORNERS + rb"|" + _FLAT + rb")"
LISTED = regex(rb"(?:\s*\[){1,3}\s*" + _CORNERS + rb"\s*,\s*(?:\[\s*)?\"")
NAMED_BOX = regex(
    rb'"(?:box|text_region|points|dt_boxes)"\s*:\s*' + _CORNERS
    + rb'|"(?:dt_polys|rec_polys|rec_boxes|boxes)"\s*:\s*\[\s*' + _BOX
)  # fmt: skip
NAMED_TEXT = regex(
    rb'"(?:text|txt|rec_txt|transcription|rec_texts|txts|dt_polys|rec_polys)"\s*:\s*[\["]'
)
_PAIR = rb"\[" + _NUMBER + rb"," + _NUMBER + rb"\]"
_TWO = rb"(" + _FLAT + rb"|\[\s*" + _PAIR + rb"\s*,\s*" + _PAIR + rb"\s*\])"
_TEXT = rb'"(?:[^"\\]|\\.)*"'
_SCORE = rb'"?(?:0?\.\d+(?:[eE]-\d+)?|1(?:\.0*)?)"?'
SCORED = regex(rb"\[\s*" + _TWO + rb"\s*,\s*(?:\[\s*)?" + _TEXT + rb"\s*,\s*" + _SCORE + rb"\s*\]")
BEGUN = regex(rb"(?:\s*\[){1,3}\s*" + _TWO + rb"\s*,")
NAMED_TWO = regex(rb'"(?:box|bbox|text_region|points|poly|position)"\s*:\s*' + _TWO)
NAMED_SCORE = regex(rb'"(?:score|confidence|rec_score|conf)"\s*:\s*' + _SCORE + rb"\s*[,}]")
NUMBERS = regex(rb"-?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?")


def is_ocr(text: bytes) -> bool:
    """Whether JSON that begins so is that of an OCR engine."""
    if LISTED.match(text) or (NAMED_BOX.search(text) and NAMED_TEXT.search(text)):
        return True
    if BEGUN.match(text):
        return _certain(SCORED.findall(text))
    boxes = NAMED_TWO.findall(text)
    scores = len(NAMED_SCORE.findall(text))  # the last may be cut off
    return (
        0 < len(boxes) <= scores + (scores > 0)
        and NAMED_TEXT.search(text) is not None
        and _certain(boxes)
    )


def _certain(boxes: list[bytes]) -> bool:
    """Whether there are boxes, and each reaches from its upper left to its lower right."""
    sides = [[float(number) for number in NUMBERS.findall(box)] for box in boxes]
    return bool(sides) and all(x0 < x1 and y0 < y1 for x0, y0, x1, y1 in sides)
