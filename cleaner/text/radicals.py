"""Radicals that stand for the characters of running text, as tables to translate by.

The Kangxi block after the compatibility decompositions of `UnicodeData.txt`, the Supplement after
`EquivalentUnifiedIdeograph.txt` (Unicode 16). Radicals of the Supplement whose equivalent is a mere
component, no character of running text (⺡ 氵, ⻌ 辶, ⻖ 阝 …), are not in the table: they stay.
"""

from __future__ import annotations

import unicodedata

FIRST, LAST = 0x2E80, 0x2FD5  # first and last code point of both blocks
KANGXI = range(0x2F00, 0x2FD6)
SUPPLEMENT = dict(
    zip(
        "⺁⺄⺊⺌⺎⺒⺓⺝⺞⺟⺠⺦⺩⺫⺱⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙卜小兀巳幺月歺母民丬王目罓虎西见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
for _component in "⺞⺦⺱⻒":
    del SUPPLEMENT[_component]
DOOR = "户戶戸"
"""One character in print, in Simplified, Traditional and Japanese; its radical is of all three."""

CHARACTERS = {
    **{point: unicodedata.normalize("NFKC", chr(point)) for point in KANGXI},
    **{ord(radical): character for radical, character in SUPPLEMENT.items()},
}
"""What a radical stands for; ⼾ for 戶, as Unicode has it."""

PLAIN = {**CHARACTERS, **dict.fromkeys(map(ord, f"⼾{DOOR}"), DOOR[0])}
"""For comparing texts: the three doors are one."""

_TRADITIONAL, _SIMPLIFIED = "這國來為們會個時對說", "这国来为们会个时对说"


def characters_for(text: str) -> dict[int, str]:
    """`CHARACTERS`, with the door of the script that `text` is written in."""
    simplified, traditional = (sum(map(text.count, each)) for each in (_SIMPLIFIED, _TRADITIONAL))
    door = DOOR[0] if simplified > traditional else DOOR[1]
    return {**CHARACTERS, ord("⼾"): door}
