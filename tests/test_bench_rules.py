"""Simple rules and Jing bao: a short run on texts made up here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import baselines, jingbao

TEXT = "甲乙丙丁戊己庚，\n辛壬。\n　　子丑寅卯。\n\n辰巳午未"


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        (baselines.every_line, 4),
        (baselines.blank_line, 2),
        (baselines.indent, 3),
        (baselines.sentence_end, 3),
        (baselines.sentence_end_short, 3),
        (baselines.sentence_end_only, 3),
    ],
)
def test_rules_part_paragraphs(rule: baselines.Rule, count: int) -> None:
    found = rule(TEXT)
    assert len(found) == count
    assert "".join("".join(found).split()) == "".join(TEXT.split())


def test_jing_bao_is_cut_at_page_files_and_measured(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    rows = [{"file": name, "lines": ["甲乙丙丁戊", name]} for name in "子子丑"]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = list(jingbao.documents(path))
    assert [len(document.paragraphs) for document in found] == [2, 1]
    assert len({document.tuning for document in found}) == 1
    printed = baselines.report(jingbao.measure(iter(found), {"lines": baselines.blank_line}))
    assert "line breaks, F1, with blank lines" in printed
