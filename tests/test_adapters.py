"""The adapters, each against the package of its host, where that is installed.

`python -m bench.adapters` fails where one is missing, and names the versions.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner import Cleaner

BAD, GOOD = "他说:“好。”", "他说：“好。”"


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING, "cleaner")
    return caplog


def failing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a text fail."""
    outcome = Cleaner.outcome

    def broken(self: Cleaner, value: Any, with_ledger: bool = False) -> Any:
        found = outcome(self, value, with_ledger)
        return found._replace(text=value, failure="broken", ledger=None) if value == text else found

    monkeypatch.setattr(Cleaner, "outcome", broken)


def test_datatrove(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("datatrove")
    from datatrove.data import Document

    from cleaner.adapters.datatrove import CleanerStep

    failing("坏", monkeypatch)
    step = CleanerStep(ledger_key="edits", skip=["spaces"])
    given = [Document(text, str(number)) for number, text in enumerate((BAD, "好。", "坏"))]
    done = list(step.run(iter(given)))
    assert [(each.id, each.text) for each in done] == [("0", GOOD), ("1", "好。"), ("2", "坏")]
    assert cleaner.undo(GOOD, done[0].metadata["edits"]) == BAD
    assert done[1].metadata["edits"]["edits"] == []
    assert done[2].metadata == {"cleaner_failure": "broken"}
    stats = {name: each.total for name, each in step.stats.stats.items()}
    assert stats == {"total": 3, "changed": 1, "failed": 1, "rule/marks.half-width": 1}


def test_datatrove_on_its_executor(tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    pytest.importorskip("orjson")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleaner.adapters.datatrove import CleanerStep

    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        rows = (json.dumps({"text": BAD, "id": f"{name}{number}"}) + "\n" for number in range(3))
        (tmp_path / f"in/{name}.jsonl").write_text("".join(rows))
    executor = LocalPipelineExecutor(
        [
            JsonlReader(str(tmp_path / "in")),
            CleanerStep(Cleaner(skip=["spaces"])),
            JsonlWriter(str(tmp_path / "out"), compression=None),
        ],
        tasks=2, workers=1, logging_dir=str(tmp_path / "log"),
    )  # fmt: skip
    executor.run()
    lines = [
        each for path in (tmp_path / "out").iterdir() for each in path.read_text().splitlines()
    ]
    assert sorted((row["id"], row["text"]) for row in map(json.loads, lines)) == [
        (f"{name}{number}", GOOD) for name in "ab" for number in range(3)
    ]
    assert "rule/marks.half-width" in (tmp_path / "log/stats.json").read_text()


def test_data_juicer(monkeypatch: pytest.MonkeyPatch, told: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("data_juicer")
    from data_juicer.ops import load_ops

    from cleaner.adapters.data_juicer import CleanerMapper

    failing("坏", monkeypatch)
    [mapper] = load_ops([{"cleaner_mapper": {"settings": {"skip": ["spaces"]}, "ledger_key": "e"}}])
    assert isinstance(mapper, CleanerMapper)
    done = mapper.process({"text": [BAD, "坏"], "id": [1, 2]})
    assert (done["text"], done["id"], done["e"][1]) == ([GOOD, "坏"], [1, 2], None)
    assert cleaner.undo(GOOD, done["e"][0]) == BAD
    assert "sample kept as it was: broken" in told.messages


def test_datasets(monkeypatch: pytest.MonkeyPatch, told: pytest.LogCaptureFixture) -> None:
    datasets = pytest.importorskip("datasets")
    from cleaner.adapters.datasets import CleanTexts

    given = datasets.Dataset.from_dict({"t": [BAD, None, "好。"], "id": [1, 2, 3]})
    work = CleanTexts(Cleaner(skip=["spaces"]), "t", "edits")
    done = given.map(work, batched=True)
    assert (done["t"][:], done["id"][:]) == ([GOOD, None, "好。"], [1, 2, 3])
    assert cleaner.undo(GOOD, json.loads(done["edits"][0])) == BAD
    assert "row kept as it was: not a text but None" in told.messages
    from datasets.fingerprint import Hasher

    assert Hasher.hash(work) == Hasher.hash(CleanTexts(Cleaner(skip=["spaces"]), "t", "edits"))
    assert Hasher.hash(work) != Hasher.hash(CleanTexts(Cleaner(), "t", "edits"))


def test_docling(monkeypatch: pytest.MonkeyPatch, told: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("docling_core")
    from docling_core.types.doc.document import DoclingDocument
    from docling_core.types.doc.labels import DocItemLabel

    from cleaner.adapters.docling import clean_document

    failing("坏", monkeypatch)
    given = DoclingDocument(name="page")
    for label, text in (
        (DocItemLabel.TEXT, BAD),
        (DocItemLabel.FORMULA, BAD),
        (DocItemLabel.TEXT, "坏"),
    ):
        given.add_text(label, text)
    done = clean_document(given)
    assert [(item.text, item.orig) for item in done.texts] == [
        (GOOD, BAD),
        (BAD, BAD),
        ("坏", "坏"),
    ]
    assert "#/texts/2 kept as it was: broken" in told.messages
    DoclingDocument.model_validate(done.model_dump())


def test_langchain(monkeypatch: pytest.MonkeyPatch, told: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("langchain_core")
    from langchain_core.documents import Document

    from cleaner.adapters.langchain import CleanerTransformer

    failing("坏", monkeypatch)
    given = [Document(page_content=text, metadata={"n": 1}, id="x") for text in (BAD, "坏")]
    done = CleanerTransformer(ledger_key="edits", skip=["spaces"]).transform_documents(given)
    assert [(each.page_content, each.id, each.metadata["n"]) for each in done] == [
        (GOOD, "x", 1),
        ("坏", "x", 1),
    ]
    assert cleaner.undo(GOOD, done[0].metadata["edits"]) == BAD
    assert given[0].page_content == BAD and given[0].metadata == done[1].metadata == {"n": 1}
    assert "document kept as it was: broken" in told.messages


def test_haystack(monkeypatch: pytest.MonkeyPatch, told: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("haystack")
    from haystack import Document, Pipeline

    from cleaner.adapters.haystack import CleanerComponent

    failing("坏", monkeypatch)
    pipeline = Pipeline()
    pipeline.add_component("cleaner", CleanerComponent({"skip": ["spaces"]}, "edits"))
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=["cleaner.adapters.haystack"])
    given = [Document(content=text, id="x", meta={"n": 1}) for text in (BAD, "坏", None)]
    done = again.run({"cleaner": {"documents": given}})["cleaner"]["documents"]
    assert [(each.content, each.id, each.meta["n"]) for each in done] == [
        (GOOD, "x", 1), ("坏", "x", 1), (None, "x", 1),
    ]  # fmt: skip
    assert cleaner.undo(GOOD, done[0].meta["edits"]) == BAD and given[0].content == BAD
    assert "document kept as it was: broken" in told.messages


def test_llama_index(monkeypatch: pytest.MonkeyPatch, told: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("llama_index.core")
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.schema import TextNode

    from cleaner.adapters.llama_index import CleanerTransform

    failing("坏", monkeypatch)
    transform = CleanerTransform(settings={"skip": ["spaces"]}, ledger_key="edits")
    given = [TextNode(text=text, id_=text, metadata={"n": 1}) for text in (BAD, "坏")]
    done = IngestionPipeline(transformations=[transform], disable_cache=True).run(nodes=given)
    assert [(each.text, each.node_id, each.metadata["n"]) for each in done] == [
        (GOOD, BAD, 1),
        ("坏", "坏", 1),
    ]
    assert cleaner.undo(GOOD, done[0].metadata["edits"]) == BAD
    assert "node kept as it was: broken" in told.messages
