"""However a file is spelt and whatever a run changes: nothing of it is lost, and undo is exact."""

from __future__ import annotations

import json
import re
from functools import partial
from io import BytesIO
from random import Random

import pytest

from bench.forms import FORMS, Lines
from bench.fuzz import markup
from cleaner.cli.placed import source_with_places
from cleaner.config import make
from cleaner.formats.splicing import Splice, spliced
from cleaner.output.same import Findings, parts
from cleaner.pipeline import run

MATERIAL = "春江潮水连海平，海上明月共潮生。滟滟随波千万里,何处春江无月明.“江流”(宛转)绕芳甸--A B1-\xad¬頭髮乾里 "


@pytest.mark.parametrize("first", range(0, 120, 40))
def test_words_of_files_in_all_spellings_change_alone(first: int) -> None:
    found = {number: markup.problem(7, number) for number in range(first, first + 40)}
    assert {number: said for number, said in found.items() if said} == {}


def test_the_fuzzer_sees_what_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(data: object, name: str, some: list[Splice]) -> list[bytes]:
        whole = b"".join(spliced(data, name, some))  # type: ignore[arg-type]
        return [whole.replace(b"  ", b" ")]

    monkeypatch.setattr(markup, "spliced", lossy)
    assert any(markup.problem(7, number) for number in range(40))


def page(random: Random) -> Lines:
    def word() -> str:
        found = "".join(random.choice(MATERIAL) for _ in range(random.randrange(1, 7))).strip()
        return found or "江"

    rows = [[word() for _ in range(random.randrange(1, 7))] for _ in range(random.randrange(1, 9))]
    if random.random() < 0.3:
        rows.insert(random.randrange(len(rows)), random.choice(rows))  # printed twice
    return rows


@pytest.mark.parametrize("name", FORMS)
def test_whatever_a_run_changes_only_words_do(name: str) -> None:
    for seed in range(5):
        random = Random(f"{name} {seed}")
        data = FORMS[name](page(random))
        source = source_with_places(partial(BytesIO, data), name)
        assert source is not None
        settings = make(
            {
                "script": random.choice(("keep", "t", "s")),
                "profile": random.choice(("newspaper", "ocr")),
                "lines": random.choice(("paragraph", "sentence", "source")),
            },
            "test",
        )
        result = run(source, settings)
        findings = Findings(source)
        for record in result.ledger.records:
            findings.add(record)
        (part,) = parts(source, findings, None)
        after = b"".join(spliced(partial(BytesIO, data), name, part.splices))
        again = source_with_places(partial(BytesIO, after), name)
        assert bare(after, name) == bare(data, name)
        assert again is None or visible(again.text) <= visible(result.text + "-\xad¬")


def visible(text: str) -> set[str]:
    return {mark for mark in text if not mark.isspace()}


def bare(data: bytes, name: str) -> bytes:
    """A file without its words."""
    found = markup.recognised(data[: markup.HEAD], name)
    assert found is not None
    if name.startswith("page.page"):
        agree(data)
        return re.sub(rb"<Unicode>[^<]*", b"<Unicode>", data)
    if name == "middle.json":
        told = json.loads(data)["pdf_info"][0]
        assert told["preproc_blocks"] == told["para_blocks"]
        return re.sub(rb'"content": "(?:[^"\\\\]|\\\\.)*"', b"", data)
    pages = found.pages(partial(BytesIO, data), name)
    spans = {word.place.span for page in pages for word in page.words if word.place.span}
    for start, end in sorted(spans, reverse=True):
        data = data[:start] + data[end:]
    return data


def agree(data: bytes) -> None:
    """What words, lines and regions of PAGE say is the same."""
    texts = re.findall("<Unicode>([^<]*)", data.decode())
    lines = re.findall("<TextLine.*?</TextLine>", data.decode(), re.DOTALL)
    told = [re.findall("<Unicode>([^<]*)", line) for line in lines]
    assert ["".join(words) for *words, _ in told] == [line for *_, line in told]
    assert texts[-1].split("\n") == [line for *_, line in told]
