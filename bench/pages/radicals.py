"""Radicals that stand for plain characters in the text of some PDFs, as a table to translate by."""

import unicodedata

KANGXI = range(0x2F00, 0x2FD6)
SUPPLEMENT = dict(
    zip(
        "⺁⺄⺉⺊⺌⺎⺐⺒⺓⺘⺙⺛⺝⺞⺟⺠⺡⺣⺥⺦⺩⺫⺬⺭⺱⺹⺼⺾⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙刂卜小兀尢巳幺扌攵旡月歺母民氵灬爫丬王目示礻罓耂月艹虎衤覀西见角讠贝车辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
DOOR = "户戶戸"
"""One character in print; its radical may stand for any of the three."""

PLAIN = {
    **{point: unicodedata.normalize("NFKC", chr(point)) for point in KANGXI},
    **{ord(radical): character for radical, character in SUPPLEMENT.items()},
    **dict.fromkeys(map(ord, f"⼾{DOOR}"), DOOR[0]),
}
"""For `str.translate`. NFKC alone has no plain character for most of the supplement."""
