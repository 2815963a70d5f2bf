"""People and places named in a text, told by what stands beside them.

Precise rather than complete: a name counts only beside an office, a verb of speech, in a list of
names, or in a byline. What else the same name is found beside, a count of the whole text tells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.knowledge.lexicon import Lexicon, places
from cleaner.knowledge.scripts import converted
from cleaner.names import titles
from cleaner.names.frequencies import frequencies
from cleaner.names.running import Running, running
from cleaner.names.titles import alternation
from cleaner.page.layout import Lines
from cleaner.page.patterns import BYLINE, SIGNED, STAFF, SURNAME
from cleaner.text.document import Document
from cleaner.text.regex import regex

PERSON, PLACE = "person", "place"
KINDS_OF_PLACES = "市县縣区區镇鎮乡鄉"
BYLINES = frozenset((BYLINE, SIGNED, STAFF))
# Log10 of how often a given name occurs, above which it is no word; set by hand.
RAREST_GIVEN = -6.5
LEADING = "向于於从從连連和"  # surnames that lead a word on as well
COMMONEST_WORD = -4.6  # log10 of how often two characters are a name, below which they are a word

_SPEECH = (
    "说 表示 指出 强调 要求 认为 介绍 告诉 透露 坦言 主持 出席 参加 陪同 带领 率队 率领 致辞 致词 讲话 发言 会见 "
    "汇报 传达 宣布 说道 回忆 感慨 接受采访 当选 担任 出任 会谈 主持会议 作了 在会上 建议 提出 解释 呼吁"
)
_FOLLOWING = "报道 摄 摄影 近日 日前 今天 昨天 昨日 等 分别 前往 抵达 调研 考察 检查 视察 慰问 看望 访问 所 自 为 的 在 和 与 及 率 向 对 是 从 赴 到 也 就 还 同 将 以 把 被 让 给 又 都 曾 正 来 已 则 因 由 当 便 才 却 并 一 于"
_COMPOUND = "欧阳 司马 诸葛 上官 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 东方 端木 南宫 宇文 长孙 闻人 澹台 公冶 申屠 呼延 轩辕 钟离 万俟 鲜于 司空 太史 淳于 单于"
PARTICLES = frozenset("的地得了着著是在有不与與及等")
_NO_GIVEN = PARTICLES | set("和过過这這那我你他她们們个個年月日号號副会會社团團党黨局厂廠")
_MARK = r"[\s，,。、；;：:！!？?（）()「」『』“”‘’《》【】…—·/／|｜]"
_HAN = "[\u3400-\u9fff]"


class Mention(NamedTuple):
    """A name that something speaks for, and its place in the text (code points, 0-based).

    `evidence`: byline, office, speech, list, place or model. `beside`: the word that tells.
    """

    start: int
    end: int
    name: str
    kind: str
    evidence: str
    beside: str = ""


def mentions(document: Document, lexicon: Lexicon) -> list[Mention]:
    """The names recognised in a text, in its order, each place once."""
    flow = running(document)
    return _in_order(flow, (*_of_people(document, flow, lexicon), *_places(flow, lexicon)))


def people(document: Document, lexicon: Lexicon) -> list[Mention]:
    """Those of `mentions` that are people."""
    flow = running(document)
    return _in_order(flow, _of_people(document, flow, lexicon))


def _of_people(document: Document, flow: Running, lexicon: Lexicon) -> Iterator[Mention]:
    yield from _in_bylines(document, flow)
    yield from _in_prose(flow, lexicon)


def _in_order(flow: Running, mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in a running text as places of the text itself, each place once, for the first."""
    found: dict[tuple[int, int], Mention] = {}
    for each in mentions:
        start, end = int(flow.places[each.start]), int(flow.places[each.end - 1]) + 1
        found.setdefault((start, end), each._replace(start=start, end=end))
    return [found[place] for place in sorted(found)]


@cache
def _either(words: str) -> str:
    """A pattern of words, parted by blanks, in both scripts."""
    return alternation(form for word in words.split() for form in (word, converted(word, ("s2t",))))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    compounds, office = _either(_COMPOUND), titles.before()
    item = rf"(?:{compounds}{_HAN}{{1,2}}|{SURNAME}{_HAN}{{1,2}})"
    return {
        "surname": re.compile(rf"{compounds}|{SURNAME}"),
        "end": re.compile(rf"$|{_MARK}|{_either(_SPEECH)}|{_either(_FOLLOWING)}|{titles.after()}"),
        "office": re.compile(rf"{office}[ \u3000]?(?={SURNAME}|{compounds})"),
        "speech": re.compile(rf"(?:(?<={_MARK})|^){item}(?={_either(_SPEECH)})", re.M),
        "after": re.compile(rf"(?:(?<={_MARK})|(?<=[向对對和与與由请請给給为為])|^)({item})({titles.after()})", re.M),
        "list": re.compile(rf"{item}(?:、{item}){{2,}}(?={_MARK}|等)"),
        "byline": re.compile(rf"^.*({office})"),
        "place": re.compile(
            rf"(?:(?<=[在赴去到于於往抵从從省市州县縣])|(?<={_MARK})|^)({_HAN}{{2,3}}?)([{KINDS_OF_PLACES}])(?![长長区區乡鄉镇鎮])",
            re.M,
        ),
    }  # fmt: skip


def _in_bylines(document: Document, flow: Running) -> Iterator[Mention]:
    """The names in bylines, and in the lines of editors."""
    lines = Lines.of(document)
    for line in sorted(line for line, kind in lines.kinds.items() if kind in BYLINES):
        first, last = np.searchsorted(flow.places, (lines.starts[line], lines.ends[line]))
        beside = ""
        for token in re.finditer(rf"{_HAN}+", flow.text[first:last]):
            office = _patterns()["byline"].match(token[0])
            beside = office[1] if office else beside
            start = int(first) + token.start() + len(office[0] if office else "")
            end = int(first) + token.end()
            if is_shaped(flow.text[start:end]) and not _CREDITS.fullmatch(flow.text[start:end]):
                yield Mention(start, end, flow.text[start:end], PERSON, "byline", beside)


_CREDITS = regex(
    "[文图圖]|.*(?:摄影|攝影|供图|供圖|综合|綜合|整理|编辑|編輯|校对|校對|报道|報道|责编|責編|主编|主編|美编|美編|版式|设计|設計|审读|審讀|文图|文圖|值班|[报報网網台社刊]|新闻|新聞)"
)


def is_shaped(name: str) -> bool:
    """Whether a string can be a Chinese name: a surname and one or two characters."""
    surname = _patterns()["surname"].match(name)
    return surname is not None and 1 <= len(name) - surname.end() <= 2


def is_surname(character: str) -> bool:
    """Whether a character is one of the usual surnames."""
    return bool(re.fullmatch(SURNAME, character))


def _in_prose(flow: Running, lexicon: Lexicon) -> Iterator[Mention]:
    """Names beside an office or a verb of speech, and in lists."""
    text = flow.text
    for office in _patterns()["office"].finditer(text):
        place = office.end()
        while end := _name_end(text, place, lexicon):
            yield Mention(place, end, text[place:end], PERSON, "office", office[0].strip())
            if text[end : end + 1] not in ("、", " ", "\u3000"):
                break
            place = end + 1
    for said in _patterns()["speech"].finditer(text):
        end = _name_end(text, said.start(), lexicon)
        if end:
            yield Mention(said.start(), end, text[said.start() : end], PERSON, "speech")
    for titled in _patterns()["after"].finditer(text):
        name = titled[1]
        if not is_word(name, lexicon):
            yield Mention(*titled.span(1), name, PERSON, "office", titled[2])
    for names in _patterns()["list"].finditer(text):
        parts = names[0].split("、")
        if not any(is_word(name, lexicon) for name in parts) and max(map(len, parts)) > 2:
            alone = not names.start() or re.match(_MARK, text[names.start() - 1])
            yield from _listed(names.start(), parts, 0 if alone else 1)


def _listed(place: int, parts: list[str], first: int) -> Iterator[Mention]:
    """The names of a list from the `first` one on: that may begin in the word before the list."""
    for number, name in enumerate(parts):
        if number >= first:
            yield Mention(place, place + len(name), name, PERSON, "list")
        place += len(name) + 1


def _name_end(text: str, start: int, lexicon: Lexicon) -> int:
    """Where the name that begins at `start` ends, or 0: the shortest that something can follow."""
    surname = _patterns()["surname"].match(text, start)
    if not surname:
        return 0
    for end in (surname.end() + 1, surname.end() + 2):
        given = text[surname.end() : end]
        fits = end - surname.end() == len(given) and re.fullmatch(f"{_HAN}+", given)
        if not fits or set(given) & _NO_GIVEN:
            return 0
        if _patterns()["end"].match(text, end) and not is_word(text[start:end], lexicon):
            return end
    return 0


def is_word(name: str, lexicon: Lexicon) -> bool:
    """Whether what is shaped like a name is rather a word, or begins with one."""
    if re.match(_either(_COMPOUND), name):
        return False
    surnames, given = frequencies()
    likely = math.log10(surnames.of(name[0])) + math.log10(given.of(name[1]))
    rest = math.log10(math.prod(map(given.of, name[1:])))
    if (
        len(name) > 2
        and lexicon.has_any([name[1:]])
        and (name[0] in LEADING or rest < RAREST_GIVEN)
    ):
        return True
    return likely < COMMONEST_WORD and lexicon.has_any([name[:2]])


_NO_PLACE = regex(
    "(?:自治|[在赴去到于於往抵从從向由并並报報须須跨经經不为為对對把被将將以和与與及要是有使让讓给給等据據该該此某各每全本我他这這那的了着著多个個"
    "一二三四五六七八九十两兩几幾省市县縣区區镇鎮乡鄉])[^\n]*|[^\n]+[的了和与與及是有在到从從以个個报報经經省市县縣区區各全我该該]"
)


def _places(flow: Running, lexicon: Lexicon) -> Iterator[Mention]:
    """Places named with what they are: 乾安县 after 在, after a mark, after a larger place."""
    for found in _patterns()["place"].finditer(flow.text):
        name, kind = found[1], found[2]
        if _NO_PLACE.fullmatch(name):
            continue
        pairs = [*map("".join, pairwise(name)), name[-1] + kind]
        listed = found[0] in places() or (kind in "市县縣" and lexicon.has_any([found[0]]))
        if listed or not lexicon.has_any(pairs):
            yield Mention(found.start(), found.end(), found[0], PLACE, "place")
