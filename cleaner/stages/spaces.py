"""Spaces that do not belong: the cases that admit no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.characters import DIGIT, HAN, SPACE, STOP, class_set
from cleaner.document import Document
from cleaner.fixes import Proposal, Rule, Safety, Stage, each_rule, rule

THROUGHOUT = 20  # spaced contacts from which a document can have the habit of spacing
NINE_IN_TEN = 0.9
# Words after which a space is structure: 本报讯 12月6日, 第一条 2020年以前, 图1 2022年.
_LEAD = re.compile(
    r"\s*[【（(]?(?:[^ ，。]{0,16}[讯訊电電]|第[一二三四五六七八九十百千零〇]+[条條章节節编編款]|[图圖表]|附件)[】）)]?"
)
_PARTING = frozenset("日号號期版卷页頁话話机機真箱编編码碼")  # date, issue or label, then a number
_LONG_NUMBER = re.compile(r"[\d-]{7,}")  # a telephone or account number


@rule("spaces.digits", confidence=0.98)
def digits(document: Document, self: Rule) -> Iterable[Proposal]:
    """A space between a Han character and a number goes, inside running text.

    Extractors leave it where the typesetter put a quarter em. A document that spaces its numbers
    throughout (twenty contacts or more, nine in ten spaced) keeps them all. Where unspaced contacts
    are not the majority, the fix is only a suggestion. Spaces after 本报讯, 第一条, dates and labels
    are structure and stay, as does whatever stands outside running text.

    Repairs: 目前共有3000家企业，其中100 余家光电企业，3家饰品企业。 → 目前共有3000家企业，其中100余家光电企业，3家饰品企业。
    Leaves: 本报讯 12月6日，活动举行。
    """
    if not (document.has(SPACE) and document.has(DIGIT)):
        return
    classes = document.classes
    spaces = (classes[1:-1] == SPACE).nonzero()[0]
    left, right = classes[spaces], classes[spaces + 2]
    contact = ((left == HAN) & (right == DIGIT)) | ((left == DIGIT) & (right == HAN))
    places: list[int] = (spaces[contact] + 1).tolist()
    if not places:
        return
    joined = classes.tobytes()
    solid = joined.count(bytes((HAN, DIGIT))) + joined.count(bytes((DIGIT, HAN)))
    if len(places) >= max(THROUGHOUT, NINE_IN_TEN * (len(places) + solid)):
        return
    chosen = [
        place for place in _running(document, places) if not _structural(document.text, place)
    ]
    safety = None if solid > len(places) else Safety.SUGGESTED
    yield Proposal(self, chosen, [place + 1 for place in chosen], "", safety=safety)


def _running(document: Document, places: list[int]) -> list[int]:
    """Those places whose line has the end of a sentence in it."""
    text, stops = document.text, class_set(STOP)
    running = []
    for place in places:
        start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
        line = document.classes[start : end if end >= 0 else None]
        if stops[line].any():
            running.append(place)
    return running


def _structural(text: str, place: int) -> bool:
    """Whether the space at `place` parts two things."""
    if text[place - 1] in _PARTING or _LONG_NUMBER.match(text, place + 1):
        return True
    start = text.rfind("\n", 0, place) + 1
    return place - start <= 24 and bool(_LEAD.fullmatch(text, start, place))


STAGE = Stage("spaces", (digits,), each_rule, spares=True)
