"""What people write to each other: chats with the time of each saying, mails and their answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import CHAT, MAIL, PLAY, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import HAN, Flags
from cleaner.text.regex import regex

_DAY = (
    r"(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/月]\d{1,2}日?"
    r"|昨天|今天|前天|[周星]期?[一二三四五六日天])"
)
_HOUR = r"(?:[上下]午|凌晨|晚上|早上|中午|AM|PM)? ?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_TIME = rf"(?:{_DAY}[,，]? {{0,2}})?{_HOUR}"
_STAMPED = regex(  # a line that says who speaks and when
    rf"(?:\S.{{0,30}}?[ \t\u3000(（\[【]+)?{_TIME}[)）\]】:：]?(?:[ \t\u3000]+[^\s。，].{{0,40}})?"
)
_SAID = regex(  # a time, who speaks, and what is said
    rf"[\[［(（]?{_TIME}[\]］)）]?[ \t-]*(?:<[^<>\n]{{1,30}}>|\* ?\S|[^\s:：，。]{{1,20}}[:：\t]).*"
    r"|<[^<>\s]{1,24}> .*|\d{1,4} ?[楼樓] ?[^\s:：，。]{1,16}(?: [^\s:：，。]{1,16})?[:：] ?\S.*"
)
_FLOOR = regex(r"(?:[#＃]?\d{1,4} ?[楼樓Ff#][^。，]{0,40}|(?:楼主|樓主|沙发|板凳)[:：]?.{0,30})")
TIMES = 3  # sayings with a time that make a chat; set by hand
HEADS = 2  # lines that say who speaks and when
EACH = 6  # lines of what is said, for each of those, at most


def chats(rows: Rows) -> Iterator[Notation]:
    """Chats and threads: who speaks, when, and what is said, again and again."""
    if (
        ":" not in rows.text
        and "楼" not in rows.text
        and "樓" not in rows.text
        and "> " not in rows.text
    ):
        return
    able = rows.free & (rows.last - rows.first < 2 * 400)
    spoken = rows.which(able & (rows.count(":<") > 0), _SAID.fullmatch)
    for first, last, count in rows.near(spoken, 1):
        if count >= TIMES and 2 * count >= rows.seen(first, last):
            yield _chat(rows, first, last, f"{count} sayings with their time")
    short = rows.free & (rows.last - rows.first < 60)
    heads = rows.which(short & (rows.count(":") > 0), _STAMPED.fullmatch)
    others = (rows.document.classes.take(rows.first, mode="clip") != HAN) | rows.among(
        rows.heads, "楼樓沙板"
    )
    heads |= rows.which(short & ~heads & (rows.han > 0) & others, _FLOOR.fullmatch)
    for first, last, count in rows.near(heads, EACH):
        alone = heads[first + 1 : last + 1] & heads[first:last]  # times that follow each other
        if count >= HEADS and 2 * int(alone.sum()) < count and rows.seen(first, last) > count:
            yield _chat(rows, first, _ended(rows, last), f"{count} lines of who speaks and when")


def _ended(rows: Rows, last: int) -> int:
    """The last row of what is said below a head."""
    end = last
    while end + 1 < len(rows) and not rows.blank[end + 1] and rows.free[end + 1]:
        end += 1
    return end if end - last <= EACH else last


def _chat(rows: Rows, first: int, last: int, why: str) -> Notation:
    rows.take(first, last)
    return Notation(*rows.span(first, last), CHAT, why)


_ANSWERED = regex(
    r"(?:On .{4,120}|.{2,80}@.{2,80}|.{0,40}\d{4}.{2,60}|在 ?.{4,80})(?:wrote|写道|寫道|写|寫)[:：]"
    r"|-{3,} ?(?:Original Message|Forwarded message|原始邮件|原始郵件|转发的?邮件"
    r"|轉寄的?郵件|邮件原件|回复的原邮件) ?-{0,}"
    r"|Begin forwarded message:"
)
_FIELD = regex(r"[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)*: .+")
_HEADER = regex(
    r"[>＞ ]*\**(?:From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Message-I[Dd]|发件人|發件人"
    r"|寄件者|寄件人|收件人|收件者"
    r"|抄送|副本|密送|主题|主題|主旨|发送时间|發送時間|寄件日期|日期|时间|附件|回复)\**[:：].*"
)
_HEADS = ">＞*FTCBSDRM发發寄收抄副密主时附回日"  # what a line of `_HEADER` begins with
_SIGNS = ("wrote:", "写道", "寫道", "发件人", "發件人", "寄件", "From:", "邮件", "郵件", "Message")
_NESTED = regex("> ?>")
_JUMP = regex(  # to another page of a newspaper: >>>14 版
    ">{1,4}[ \u3000]?(?:[下转轉见見]{0,2}第?)?[ \u3000]?"
    "(?:[A-Za-z]?\\d{1,3}|[一二三四五六七八九十]{1,3})(?:[ \u3000]?[版页頁].{0,8})?"
)
FIELDS = 3
SIGNATURE = 12  # lines of one, at most


def _is_signed(rows: Rows) -> bool:
    """Whether two hyphens stand above the last lines."""
    dashes = ((rows.heads == ord("-")) & (rows.last - rows.first == 2)).nonzero()[0]
    return len(dashes) > 0 and len(rows) - int(dashes[-1]) <= SIGNATURE


def _beside(flags: Flags) -> Flags:
    """The rows right above or below flagged ones."""
    found = np.zeros_like(flags)
    found[1:] |= flags[:-1]
    found[:-1] |= flags[1:]
    return found


def mails(rows: Rows) -> Iterator[Notation]:
    """Mails: their heads, what they answer with > before it."""
    if not any(sign in rows.text for sign in _SIGNS) and ">" not in rows.text:
        return
    able = rows.free & rows.among(rows.heads, _HEADS)
    if able.any():
        able &= rows.count(":") + rows.counted(rows.document.codes == ord("：")) > 0
    heads = rows.which(able, _HEADER.fullmatch)
    heads |= rows.which(_beside(heads) & rows.free & ~heads & rows.ascii_heads, _FIELD.fullmatch)
    headed = any(last - first + 1 >= FIELDS for first, last in rows.runs(heads))
    able = (rows.last - rows.first < 200) & (
        rows.among(rows.tails, ":：") | (rows.heads == ord("-"))
    )
    answers = rows.which(rows.free & able, _ANSWERED.fullmatch)
    quoted = ((rows.heads == ord(">")) | (headed & (rows.heads == ord(":")))) & rows.free
    quoted &= ~rows.which(quoted, _JUMP.fullmatch)
    nested = rows.which(quoted, _NESTED.match).any()
    if not headed and not (quoted.sum() >= 2 and (answers.any() or nested or _is_signed(rows))):
        return
    yield Notation(0, len(rows.text), MAIL, "heads of a mail or what it answers")
    rows.take(0, len(rows) - 1)


_SPEAKER = regex(
    "([\u3400-\u9fff]{1,4}|[\u3400-\u9fff][ \u3000]{1,2}[\u3400-\u9fff])"
    "(?:[ \u3000]*[（(][^()（）]{1,16}[)）])?[ \u3000]+[^\\s\u3000].*"
)
LINES = 4  # of a play


def plays(rows: Rows) -> Iterator[Notation]:
    """Plays: who speaks, a blank, what is said; the same few speak again and again."""
    able = rows.free & (rows.words > 1)
    if not able.any():
        return
    able &= (rows.han > 1) & ~rows.ascii_heads
    found = rows.which(able, _SPEAKER.fullmatch)
    if int(found.sum()) < LINES:
        return
    heads: dict[int, str] = {}
    for row in found.nonzero()[0].tolist():
        told = _SPEAKER.fullmatch(rows.lines[row])
        heads[row] = re.sub(r"\s", "", told[1]) if told else ""
    often = Counter(heads.values())
    spoken = [row for row, head in heads.items() if often[head] > 1]
    speakers = len({heads[row] for row in spoken})
    if len(spoken) >= LINES and speakers > 1 and 2 * len(spoken) >= int((~rows.blank).sum()):
        for first, last in rows.runs(rows.free):
            yield Notation(
                *rows.span(first, last), PLAY, f"{speakers} speak in {len(spoken)} lines"
            )
        rows.take(0, len(rows) - 1)
