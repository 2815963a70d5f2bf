"""Who wrote an article, and where and when it was filed: what its own lines say, else None."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.text.regex import regex

_HAN = "[\u3400-\u9fff]"
_ROLES = regex(
    r"本[报報刊网網台]|(?:全媒[体體]|融媒[体體]|首席|[见見实實][习習]|特[派约約]|[摄攝]影|文字|[视視][频頻])*"
    r"(?:[记記]者|通[讯訊][员員]|[报報]道[员員]|撰稿人?|[评評][论論][员員]|[实實][习習]生)"
    r"|(?:作者|撰文|[编編][译譯]|口述|[采採][访訪])[:： ]|[文图圖][/／]|[/／](?:文|[图圖]|[摄攝])"
)
_WRITES = regex(
    rf"(?P<name>.+?)(?:自{_HAN}{{1,4}}[寄電电])?(?:[著撰譯译述稿投]|[來来]稿|[戲戏]作|代[覆復筆])?(?:[禁不][止許许][轉转][載载])?"
)
_NAME = regex(rf"{_HAN}{{1,4}}|{_HAN}{{1,6}}[·・]{_HAN}{{1,8}}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)+")
_NO_NAME = regex(
    rf"{_HAN}*[報报社網网台刊]|[文图圖摄攝影]+|[綜综]合|整理|[報报]道|[一二三四五六七八九十百廿〇續续]+"
)
_PARTED = regex(r"[ \u3000、，,/／]+")
_AROUND = "（）()【】[]▢□■○●◎◇◆△▲☆★※•· \u3000、，,:："
_DAY = r"(?:\d{1,2}月)?\d{1,2}日|(?:[一二三四五六七八九十正]{1,2}月)?[〇一二三四五六七八九十廿卅]{1,3}日"
_FILED = regex(
    rf"\s*[【（(\[]?\s*(?:本[报報刊网網台]|{_HAN}{{1,5}}[社報报网網])?(?P<place>{_HAN}{{2,6}}?)(?P<date>{_DAY})"
    rf"(?:{_HAN}{{0,6}}?)[电電讯訊信](?![话話台视視影脑腦力子动動息])"
)
_SENT = regex(rf"自(?P<place>{_HAN}{{2,4}})[寄電电]")


def author_of(bylines: Iterable[str]) -> str | None:
    """The names in the lines that say who wrote it, with 、 between them."""
    found: list[str] = []
    for line in bylines:
        bare = _ROLES.sub(" ", line).strip(_AROUND)
        for part in _PARTED.split(bare):
            written = _WRITES.fullmatch(part.strip(_AROUND))
            name = written["name"] if written else ""
            named = _NAME.fullmatch(name) and not _NO_NAME.fullmatch(name)
            if named and name not in found:
                found.append(name)
    return "、".join(found) or None


def place_of(bylines: Iterable[str], paragraphs: Iterable[str]) -> str | None:
    """Where it was filed: of the dateline of its first paragraph, else of its byline."""
    filed = _filed(paragraphs)
    if filed:
        return filed["place"]
    sent = next(filter(None, map(_SENT.search, bylines)), None)
    return sent["place"] if sent else None


def date_of(paragraphs: Iterable[str]) -> str | None:
    """When it was filed, as the dateline of its first paragraph has it."""
    filed = _filed(paragraphs)
    return filed["date"] if filed else None


def _filed(paragraphs: Iterable[str]) -> re.Match[str] | None:
    first = next(iter(paragraphs), "")
    return _FILED.match(first)
