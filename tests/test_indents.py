"""Indents: kept where they mean something, and as asked for elsewhere."""

from __future__ import annotations

import cleaner

LIST = """1. 打开阀门，检查水位计的读数，如果读数偏低则按照下面
   的步骤处理，处理完以后再记录一次读数，并上报：

   - 关闭进水口

     等待五分钟

   - 再次打开

下一段文字在固定的宽度换行，很多编辑器都是这样处理的，读起
来没有影响。
"""
NOVEL = """　　入秋以后，镇上的人都到河滩上去收芦苇。芦苇要晒
三天，再用石碾子压平，才能编成席子。
　　老人们说，从前的席子能铺二十年，如今的却铺不了
三年。他们又说，这几年芦苇越来越少了，连编席子的人
也不多了。
"""
FIRST = "入秋以后，镇上的人都到河滩上去收芦苇。芦苇要晒三天，再用石碾子压平，才能编成席子。"
SECOND = (
    "老人们说，从前的席子能铺二十年，如今的却铺不了三年。他们又说，这几年芦苇越来越少了，"
    "连编席子的人也不多了。"
)


def test_the_lines_of_a_list_keep_their_depth() -> None:
    lines = cleaner.clean(LIST).split("\n")
    assert lines[0].endswith("下面的步骤处理，处理完以后再记录一次读数，并上报：")
    assert lines[2:7] == ["   - 关闭进水口", "", "     等待五分钟", "", "   - 再次打开"]


def test_a_page_of_a_newspaper_that_was_put_together_has_none() -> None:
    assert cleaner.clean(NOVEL) == f"{FIRST}\n\n{SECOND}\n"
    assert cleaner.clean(NOVEL, indent="keep") == f"　　{FIRST}\n\n　　{SECOND}\n"


def test_a_book_keeps_them() -> None:
    assert cleaner.clean(NOVEL, profile="book") == f"　　{FIRST}\n\n　　{SECOND}\n"
    assert cleaner.clean(NOVEL, profile="book", indent="strip") == f"{FIRST}\n\n{SECOND}\n"


def test_what_is_not_joined_keeps_them_unless_asked() -> None:
    text = f"渡口旧事\n　　{FIRST}\n　　{SECOND}\n"
    assert cleaner.clean(text) == text
    assert cleaner.clean(text, indent="strip") == text.replace("　　", "")
    bare = text.replace("　　", "")
    assert cleaner.clean(bare, indent="two") == text
    assert cleaner.clean(text, indent="two") == text
