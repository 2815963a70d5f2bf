"""The features of blocks around one: as they are told one by one, whatever the size of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_properties import PAGES, whole

from cleaner.protected.notations.listings import indexes, prices
from cleaner.protected.notations.papers import exams
from cleaner.protected.notations.rows import Rows
from cleaner.stories.features import AROUND, Blocks, block_features
from cleaner.text.document import Document
from cleaner.wraps.features import KINDS

TEXTS = ["茶花节昨日开幕", "茶花节昨日开幕\n本报讯 昨日，茶花节在西楼村开幕。", "一\n二\n三。"]


def told(text: str) -> None:
    """Compares with what each block says of itself."""
    document = Document(text)
    blocks = Blocks.of(document)
    names, matrix = block_features(document)
    rows = dict(zip(names, matrix.tolist(), strict=True))
    size = len(blocks.lines)
    own = {
        "characters": (blocks.sizes.clip(max=120).tolist(), 0),
        "ends a sentence": (blocks.lines.stopped.tolist(), 0),
        "brief": (blocks.brief.tolist(), 0),
        "kind": (blocks.kinds.tolist(), -2),
        "clauses": (blocks.lines.clauses.clip(max=3).tolist(), 0),
    }
    for by in AROUND:
        for name, (values, beyond) in own.items():
            wanted = [values[at + by] if 0 <= at + by < size else beyond for at in range(size)]
            assert rows[f"{by:+}: {name}"] == wanted, (by, name)
    for name in ("label", "names", "number", "section", "leads on", "credited"):
        values = rows[name]
        assert rows[f"{name}, of the block before"] == [0, *values[:-1]], name
        assert rows[f"{name}, of the block after"] == [*values[1:], 0], name
    for number, kind in enumerate(KINDS):
        assert rows[kind] == (blocks.kinds == number).tolist()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:3])
def test_features_around_the_blocks_of_a_page(path: Path) -> None:
    told(whole(path))


@pytest.mark.parametrize("text", TEXTS)
def test_features_of_few_blocks(text: str) -> None:
    told(text)


def found(text: str, finder: object) -> int:
    return len([*finder(Rows(Document(text)))])  # type: ignore[operator]


def test_the_fewest_lines_of_lists_are_seen() -> None:
    menu = ["红烧肉 38元", "清蒸鱼 56元", "炒青菜 12元"]
    assert found("\n".join(menu), prices) == 1
    assert found("\n".join(menu[:2]), prices) == 0
    index = ["Apples, 12, 45", "Bananas, 7", "Cherries, 3, 9", "Dates, 81", "Elder, 4"]
    assert found("\n".join(index), indexes) == 1
    assert found("\n".join(index[:4]), indexes) == 0
    paper = ["1. 下列说法正确的是（ ）", "A. 太阳从西边升起", "B. 水往高处流", "C. 一年有四季"]
    assert found("\n".join(paper), exams) == 1
