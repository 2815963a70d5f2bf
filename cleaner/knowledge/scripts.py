"""Simplified and Traditional: the characters that tell them apart, and OpenCC's conversions.

The table of characters ships as `dictionaries/scripts.npy` (see `dictionaries/README.md`), so that
OpenCC is loaded only where something is to be converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import numpy as np

from cleaner.knowledge.lexicon import folder
from cleaner.text.characters import HAN, Bytes, Flags, Ints
from cleaner.text.document import Document
from cleaner.text.regex import regex

SIMPLIFIED, TRADITIONAL, VARIANT = 1, 2, 4  # bits of `kinds`

TO_SIMPLIFIED: tuple[str, ...] = ("hk2t", "t2s")  # OpenCC's conversions for any Traditional text

ENOUGH = 20  # characters of one script only, from which a text can be said to be in it; set by hand
CLEARLY = 0.95  # their share of all that tells; set by hand
REACH = 4  # places from one stray character to the next of the same stretch; set by hand

_GROUPS = """
户戶户戸 说說説 为為爲 线線綫 里裡裏 台臺台 么麼麽 众眾衆 群群羣 峰峰峯 床床牀 启啟啓
秘秘祕 卫衛衞 伪偽僞 唇唇脣 污污汙 钩鉤鈎 阅閱閲 锐銳鋭 悦悅悦 税稅税 脱脫脱 叙敘敍
温溫温 卧臥卧 产產産 葱蔥葱 蕴蘊藴 痴癡痴 粽粽糉 灶灶竈 钵缽鉢 娴嫻嫺 绝絕絶 颜顏顔
妆妝粧 鸡雞鷄 踊踴踊 面麵麪 内內内 别別别 黄黃黄 强強强 吴吳吴 录錄録 绿綠緑 禄祿禄
彦彥彦 真真眞 教教敎 清清淸 查查査 既既旣 即即卽 尚尚尙 兑兌兑 媪媼媪 愠慍愠 蜕蛻蜕
衮袞衮
"""
VARIANTS = {group[0]: group[1:] for group in _GROUPS.split()}
"""The Simplified form, and the forms that print in Traditional Chinese uses for one character.

After OpenCC's TWVariants and HKVariants, without those that are words of their own (着 著, 樑 梁).
"""


@cache
def kinds_table() -> Bytes:
    """The bits of each code point of the Basic Multilingual Plane."""
    table: Bytes = np.load(folder() / "scripts.npy")
    return table


def kinds(document: Document) -> Bytes:
    """One byte a character: the bits SIMPLIFIED, TRADITIONAL, VARIANT."""
    found: Bytes | None = document.analyses.get("scripts.kinds")
    if found is None:
        found = kinds_table()[np.minimum(document.codes, 0xFFFF)]
        document.analyses["scripts.kinds"] = found
    return found


def script_of(document: Document) -> int:
    """The script that a text is clearly in, or 0.

    What stands together of the other script counts once: it is one stray, however long.
    """
    found: int | None = document.analyses.get("scripts.script")
    if found is None:
        bits = kinds(document)
        simplified, traditional = bits == SIMPLIFIED, bits == TRADITIONAL
        counts = int(simplified.sum()), int(traditional.sum())
        found = SIMPLIFIED if counts[0] > counts[1] else TRADITIONAL
        own, odd = (simplified, traditional) if counts[0] > counts[1] else (traditional, simplified)
        strays = len(stretches(document, odd, own)[0]) if min(counts) else 0
        if max(counts) < max(ENOUGH, CLEARLY * (max(counts) + strays)):
            found = 0
        document.analyses["scripts.script"] = found
    return found


def stretches(document: Document, odd: Flags, other: Flags) -> tuple[Ints, Ints]:
    """Starts and ends of the stretches that the characters flagged `odd` make.

    Two are of one stretch when they stand within `REACH` and what is between them is Han and not
    flagged `other`.
    """
    places = odd.nonzero()[0]
    if not len(places):
        return places, places
    barred = np.cumsum(other | (document.classes != HAN))
    apart = (np.diff(places) > REACH) | (np.diff(barred[places]) > 0)
    first, last = np.append(True, apart), np.append(apart, True)
    return places[first], places[last] + 1


def spread(size: int, starts: Ints, ends: Ints) -> Flags:
    """The spans as flags of `size` characters."""
    steps = np.zeros(size + 1, np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, ends, -1)
    flags: Flags = np.cumsum(steps[:-1]) > 0
    return flags


def converted(text: str, chain: tuple[str, ...]) -> str:
    """`text` through the named conversions of OpenCC, character for character.

    Where a conversion would change the number of characters, that run of Han stays as it is.
    """
    text = _SURROGATE.sub("\ufffd", text)
    for name in chain:
        text = _aligned(_converter(name), text, _PARTINGS)
    return text


_SURROGATE = regex("[\ud800-\udfff]")
_PARTINGS = ("(\n)", "([^\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")


def _aligned(convert: Callable[[str], str], text: str, partings: tuple[str, ...]) -> str:
    result = convert(text)
    if len(result) == len(text) and _line_sizes(result) == _line_sizes(text):
        return result
    if not partings:
        return text
    parts = re.split(partings[0], text)
    return "".join(_aligned(convert, part, partings[1:]) for part in parts)


def _line_sizes(text: str) -> list[int]:
    return [len(line) for line in text.split("\n")]


@cache
def _converter(name: str) -> Callable[[str], str]:
    from opencc import OpenCC  # late: it takes longer than a page

    convert: Callable[[str], str] = OpenCC(name).convert
    return convert
