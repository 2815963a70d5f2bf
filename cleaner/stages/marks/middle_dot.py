"""The middle dot between the parts of a name."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page import context
from cleaner.page.context import Lines, places_of
from cleaner.text.characters import DASH, HAN, KANA, POINT
from cleaner.text.convention import keeps_other_dots
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import beside

# Characters that foreign names are written with, after the commonest of the tables of Xinhua's
# 世界人名翻译大辞典, Simplified and Traditional; put together by hand for this rule.
TRANSLITERATION = frozenset(
    "阿埃艾爱愛安昂奥奧巴白拜班邦保鲍鮑贝貝本比彼别別宾賓波伯勃博布查昌茨达達戴丹当當道德登邓鄧狄迪蒂丁东東都杜敦顿頓多"
    "厄恩尔爾法凡范菲费費芬丰豐冯馮佛夫弗福富盖蓋冈岡高戈哥格葛根贡貢古顾顧瓜圭哈海汉漢豪赫黑亨洪侯胡华華怀懷惠霍基吉季加"
    "贾賈简簡江杰捷金津卡凯凱坎康考柯科克肯孔库庫夸奎昆拉莱萊赖賴兰蘭朗劳勞勒雷里理利莉丽麗连連廉列林琳留龙龍隆卢盧鲁魯路"
    "伦倫罗羅洛吕呂马馬玛瑪迈邁麦麥曼芒毛梅门門蒙米密明缪繆莫默姆穆木纳納娜奈南内內尼尿宁寧纽紐努诺諾欧歐帕潘庞龐佩彭皮珀"
    "平普齐齊奇乔喬钱錢钦欽琼瓊丘热熱仁日容茹儒瑞若萨薩塞赛賽桑瑟森沙山尚绍紹舍申圣聖诗詩施史什舒朔斯司丝絲思松苏蘇孙孫所索"
    "塔泰坦汤湯唐陶特滕提田廷通图圖托脱脫瓦万萬旺威韦韋维維魏温溫文翁沃乌烏伍武西希锡錫夏香肖谢謝辛欣兴興休许許逊遜雅亚亞"
    "罕斐沛旺晋翰妮黛芙姬娅婭茜莎莲蓮露娃弥彌涅聂聶列耐叙敘撒拿俾魁烈仑崙珊雪蕾蔓玫"
    "买買吐孜热古丽木江提肉再依拜合甫"  # of Uighur names
    "延扬揚杨楊耶叶葉伊依易因英尤于约約宰赞贊泽澤曾扎詹珍治朱兹茲祖佐"
)
DOTS = "•．‧∙⋅・･."
_PART_BEFORE = regex(f"[{context.HAN}]{{1,2}}$")
_PART_AFTER = regex(f"[{context.HAN}]{{1,2}}")
ODD = "•．∙⋅･"  # no Chinese text has them for its middle dot


@rule("marks.middle-dot", at=(beside(HAN, DOTS, HAN),), confidence=0.99)
def middle_dot(document: Document, self: Rule) -> Iterable[Proposal]:
    """Another dot between the parts of a foreign name becomes the middle dot ·.

    ## Why
    Both characters at the dot, and the next ones on either side, are such as names are written with.
    • ． ∙ ⋅ and ･ are changed wherever that holds; • also between two names of three characters and
    more that are all of a line; ・ and ‧, which some papers use throughout, where
    the document has · too, or no three of them. ・ stays in a document with kana; a point is a
    suggestion.

    ## Examples
    Repairs: 美国总统约翰•肯尼迪 → 美国总统约翰·肯尼迪
    Leaves: 约翰·肯尼迪，乡村•振兴，1．总则

    ## Known failures
    - A character that the table of names does not have.

    ## Since
    0.1.0
    """
    text = document.text
    if not document.has(DASH, POINT, KANA) and "．" not in text and "∙" not in text:
        return
    lines = Lines.of(document)
    japanese = document.has(KANA) and bool((document.classes == KANA).sum() > text.count("･"))
    mixes = not keeps_other_dots(document)
    safe, doubtful = [], []
    places = places_of(document, DOTS)
    places = places[(places > 0) & (places + 1 < len(text))]
    beside = (document.classes[places - 1] == HAN) & (document.classes[places + 1] == HAN)
    for place in places[beside].tolist():
        dot = text[place]
        line = lines.at(place)
        named = is_name(line.text, place - line.start)
        if japanese or not line.chinese or not (named or joins(line.text, place - line.start)):
            continue
        if dot in ODD or (dot in "・‧" and mixes):
            safe.append(place)
        elif dot == ".":
            doubtful.append(place)
    yield Proposal(self, safe, [place + 1 for place in safe], "·")
    yield Proposal(
        self,
        doubtful,
        [place + 1 for place in doubtful],
        "·",
        safety=Safety.SUGGESTED,
        confidence=0.8,
    )


def joins(line: str, dot: int) -> bool:
    """Whether the bullet at `dot` of `line` joins two names that nothing else stands beside."""
    whole = _TWO_NAMES.fullmatch(line.strip())
    return line[dot] in "•∙⋅" and whole is not None


_TWO_NAMES = regex(f"[{context.HAN}]{{3,8}}[•∙⋅][{context.HAN}]{{3,8}}")


def is_name(line: str, dot: int) -> bool:
    """Whether the dot at `dot` of `line` has parts of a foreign name on either side."""
    if not TRANSLITERATION.issuperset((line[max(0, dot - 1) : dot], line[dot + 1 : dot + 2])):
        return False
    before = _PART_BEFORE.search(line, max(0, dot - 2), dot)
    after = _PART_AFTER.match(line, dot + 1)
    if before is None or after is None:
        return False
    near = before.group() + after.group()
    return len(near) >= 3 and TRANSLITERATION.issuperset(near)
