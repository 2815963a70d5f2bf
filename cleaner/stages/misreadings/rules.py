"""The rules about misread characters and marks.

What they look for is in the files beside this one and in `cleaner.misreading`: all of it is imported
when a rule runs, for most runs have no such rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.text.document import Document

APPLIES = "ocr"  # the profile in which what is sure is applied


@rule("misreadings.mark", confidence=0.95)
def mark(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A mark that was read as another one, as a digit or as a character becomes what it was.

    ## Why
    Only where the text around leaves one reading: brackets of two kinds that belong together, a
    closing quote read as a straight one, 一一 for a dash where nothing is done one by one, a dash for 一
    in a word, half-width marks between Chinese, a mark read twice, a bracket or letter in a number, the
    square before a byline, the rule between columns at the end of a line. With the profile `ocr`
    these are applied; a 4 for 』 is suggested.

    ## Examples
    Repairs: 新华社北京电〈记者孙杰)今天发行。 → 新华社北京电（记者孙杰）今天发行。
    Repairs: 比去年增加3.4%;其中客流增加。 → 比去年增加3.4%；其中客流增加。
    Repairs: 组建商业“航母"之后 → 组建商业“航母”之后
    Repairs: 一一省长们在看完演出后说 → ——省长们在看完演出后说
    Repairs: 看望困难企业一一山西第五建筑公司 → 看望困难企业——山西第五建筑公司
    Repairs: 20]4年1月15日 → 2014年1月15日
    Repairs: 这是他的第—个家。 → 这是他的第一个家。
    Leaves: 他把名单一一念完。
    Leaves: 参见《新闻》(2014)第3期

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    from cleaner.stages.misreadings import marks

    for fixes, sure in marks.find(document, settings):
        applied = sure and settings.profile == APPLIES
        yield Proposal.of(fixes, self, safety=Safety.SAFE if applied else Safety.SUGGESTED)


@rule("misreadings.character", confidence=0.9)
def character(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A character that does not fit becomes one that looks like it and does.

    ## Why
    What fits is told by words and by runs of two and three characters (`cleaner model info`), what
    looks alike by pictures of the characters, by their corners, and by pairs learned from corrected
    text (`cleaner model learn`). With the profile `ocr`, what is at least as sure as `apply_from` is
    applied, in other profiles it is suggested. Never applied is a repair of a form that stands
    elsewhere in the text, too, in a recognised name or what is likelier a name than misread (of a
    person, one from abroad, a place), or in a passage in the classical language. In a text in which
    little else looks misread (fewer than 3.5 characters to be expected in 1,000) it must be 0.98 sure.
    What is less sure is not even suggested in such a passage, nor where the character stands beside
    a neighbour again and again.

    ## Examples
    Repairs: 两车发生碰拴，无人受伤。 → 两车发生碰撞，无人受伤。
    Leaves: 两车发生碰撞，无人受伤。
    Leaves: 记者叶帮锐报道

    ## Known failures
    - Both characters are frequent, and so is 人 after a verb.
    - A rare surname before a frequent word: 冼定同 is taken for 决定.

    ## Since
    0.1.0
    """
    from cleaner.stages.misreadings import characters

    found = characters.find(document, lexicon, settings, settings.profile == APPLIES)
    for (confidence, applied), group in groupby(found, key=lambda each: each.certainty):
        fixes = [each.fix for each in group]
        safety = Safety.SAFE if applied else Safety.SUGGESTED
        yield Proposal.of(fixes, self, safety=safety, confidence=confidence)


@rule("misreadings.parted", safety=Safety.SUGGESTED, confidence=0.8)
def split(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A character that was read as its two halves is put together.

    ## Why
    Where the halves make no sense side by side, and the character they make does. The text gets
    shorter, so this is a suggestion.

    ## Examples
    Repairs: 保护世界禾口平与发展。 → 保护世界和平与发展。
    Leaves: 参加比赛的女子选手。

    ## Known failures
    - 日, 月 and 天 are frequent words.

    ## Since
    0.1.0
    """
    from cleaner.stages.misreadings import halves

    if fixes := halves.split(document, settings):
        yield Proposal.of(fixes, self)


@rule("misreadings.doubled", safety=Safety.SUGGESTED, confidence=0.7)
def doubled(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """A character that was read twice stands once.

    ## Why
    Where it seldom stands twice (常常 does), where a word ends with it (发展展) and none begins with it
    (财政部部长). What is said twice stays: 一条条, 清清白白, 冷清清地, and 行行出状元. The text gets shorter,
    so this is a suggestion.

    ## Examples
    Repairs: 全市经济发展展的情况 → 全市经济发展的情况
    Leaves: 我们常常看看财政部部长的文章。
    Leaves: 一桩桩实事办成了，大家行行出状元，都是清清白白的人。

    ## Known failures
    - A frequent character: what is gained is little.

    ## Since
    0.1.0
    """
    from cleaner.stages.misreadings import halves

    if fixes := halves.doubled(document, settings):
        yield Proposal.of(fixes, self)
