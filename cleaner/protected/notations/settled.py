"""Texts whose lines somebody has set by hand: memos, licences, proofs."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.protected.notations.notation import LICENCE, MATHS, MEMO, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.regex import regex

_HEADING = regex(r"(?:\d{1,2}\.(?:\d{1,2}\.?)*|附录 ?[A-Z]\.|[A-Z]\.\d?\.?) {1,4}\S.{0,60}")
_FOLIO = regex(r".*\[(?:Page|[页頁第]) ?\d+ ?[页頁]?\]")
_HEADS = regex(
    r"(?:Network Working Group|Internet[- ]Draft|Request for Comments|RFC:? \d|请求评议|請求評議"
    r"|(?:Category|分类|Obsoletes|Updates|Expires|PEP|Title|Status|Author|BIP|EIP)[:：]).*"
)
INDENT = 3  # blanks before the lines of a memo
SHARE = 0.5  # of its lines, those so indented


def memos(rows: Rows) -> Iterator[Notation]:
    """Memos as of the Internet: numbered headings at the margin, all else indented."""
    if "\n   " not in rows.text:
        return
    margin = rows.free & (rows.indents == 0) & (rows.last - rows.first < 120)
    headings = int(rows.which(margin & rows.ascii_heads, _HEADING.fullmatch).sum())
    signs = int(rows.which(margin & rows.ascii_heads, _FOLIO.fullmatch).sum())
    signs += int(rows.which(margin, _HEADS.match).sum())
    indented = int((rows.free & (rows.indents >= INDENT)).sum())
    whole = indented >= SHARE * int(rows.free.sum()) or signs > 1
    if headings + signs >= 3 and headings and indented and whole:
        why = f"{headings} numbered headings at the margin, {indented} lines indented"
        yield Notation(0, len(rows.text), MEMO, why)
        rows.take(0, len(rows) - 1)


_LICENCE = (
    ("Copyright", "版权所有", "版權所有", "(c) 19", "(c) 20", "©"),
    ("AS IS", "按原样", "原样提供", "原樣提供", "依原樣", "WARRANTY", "担保", "擔保", "免责声明"),
    ("MIT", "BSD", "Apache", "GPL", "GNU", "MPL", "Creative Commons", "CC BY", "Unlicense", "木兰",
     "许可协议", "许可协定", "授权条款", "許可協議", "授權條款", "许可证 v", "许可证第"),
    ("再分发", "重新分发", "再發布", "重新發布", "分发本", "发布本", "再散布", "edistribut",
     "sublicens", "再授权", "再许可", "再授權", "再發行", "再发布"),
)  # fmt: skip
_HINTS = ("icense", "opyright", "许可", "許可", "授权", "授權", "版权所有", "版權所有")
SIGNS = 3


def licences(rows: Rows) -> Iterator[Notation]:
    """Licences of software: they stay as they are set."""
    if len(rows.text) > LONGEST or not any(sign in rows.text for sign in _HINTS):
        return
    found = 0
    for count, signs in enumerate(_LICENCE):
        found += any(sign in rows.text for sign in signs)
        if count - found >= len(_LICENCE) - SIGNS:
            return
    if found >= SIGNS:
        for first, last in rows.runs(rows.free):
            yield Notation(*rows.span(first, last), LICENCE, f"{found} signs of a licence")
        rows.take(0, len(rows) - 1)


LONGEST = 60_000  # characters of a licence

_CLAIM = regex(
    r"[\[【（(]?(?:定理|引理|推论|推論|命题|命題|定义|定義|性质|性質|公理|例题?|證明|证明|证|證|注|解|练习|習題|习题|结论|步骤)"
    r"(?:[ 　]?[\d一二三四五六七八九十]+(?:[.．]\d+)*)?[\]】）)]?[.．:：、 ] ?\S.*"
)
_FORMULA = regex(
    r"[A-Za-z0-9)\]}] ?[=<>≤≥≠≈∈⊂⊆∪∩→⇒⇔≡±×÷+|^*/-] ?[A-Za-z0-9(\[{√∞π-]|[∀∃∑∏∫√∂∇∞∈∉⊂∪∩⇒⇔≤≥≠]"
    r"|(?<![A-Za-z])[a-zA-Z](?:_\w|\^\w|')?(?=[,，、 ] ?[a-zA-Z](?![A-Za-z]))|\([a-z], ?[a-z]\)"
)
CLAIMS = ("理", "证", "證", "推", "命", "定", "例", "解", "习", "習")
CLAIMING = "定引推命性公例證证注解结步练習习[【（("
WIDEST = 600  # characters of a line that is looked at
FORMULAS = 3  # lines with a formula


def proofs(rows: Rows) -> Iterator[Notation]:
    """Mathematics: theorems, proofs and examples between formulas, with half-width marks."""
    if not any(sign in rows.text for sign in CLAIMS):
        return
    able = rows.free & (rows.last - rows.first < WIDEST)
    claims = rows.which(able & rows.among(rows.heads, CLAIMING), _CLAIM.fullmatch)
    if not claims.any():
        return
    formulas = rows.which(able & (rows.words > 1), _FORMULA.search)
    if int(formulas.sum()) < FORMULAS or not (claims & formulas).any():
        return
    for first, last, count in rows.near(claims | formulas, 1):
        if formulas[first : last + 1].sum() >= FORMULAS and 2 * count >= rows.seen(first, last):
            yield Notation(*rows.span(first, last), MATHS, "formulas and what is claimed of them")
            rows.take(first, last)
