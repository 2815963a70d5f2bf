"""What is written back is still what its schema asks for: elements, attributes and order stay.

Against the published schemas where packages that carry them are installed (the extra `schemas`).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.forms import FORMS, alto, page
from tests.test_same import FOLDER, RIGHT, WRONG, changed, cleaned

WORDS = ("CONTENT", "SUBS_CONTENT")  # attributes that hold text
REAL = FOLDER / "reichsanzeiger.page.xml"
DELETED = [*WRONG, ["春江潮水", "连海平,", "海上明月", "\xad", "共潮生。"]]


def shape(data: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """All that XML says but the text: elements in their order with their attributes."""
    return [
        (each.tag, [(key, "" if key in WORDS else value) for key, value in each.attrib.items()])
        for each in ElementTree.fromstring(data).iter()
    ]


@pytest.mark.parametrize("name", [name for name in FORMS if name.endswith(".xml")])
@pytest.mark.parametrize("lines", [WRONG, DELETED])
def test_elements_and_attributes_stay(name: str, lines: list[list[str]], tmp_path: Path) -> None:
    data = FORMS[name](lines)
    made = cleaned(tmp_path, name, data)
    assert made != data and shape(made) == shape(data)


def test_a_word_that_is_taken_away_leaves_its_element(tmp_path: Path) -> None:
    lines = [["春江潮水", "\ufeff", "连海平，"], ["海上明月", "共潮生。"]]
    for name in ("page.alto.xml", "page.page.xml", "page.hocr", "page.tsv"):
        data = FORMS[name](lines)
        assert cleaned(tmp_path, name, data) == data.replace("\ufeff".encode(), b"")
    assert 'CONTENT=""' in cleaned(tmp_path, "page.alto.xml", alto(lines)).decode()


def valid(data: bytes) -> bool:
    """Whether PAGE of 2019 is valid against its schema."""
    from lxml import etree

    found = find_spec("ocrd_validators")
    assert found is not None and found.submodule_search_locations
    schema = etree.XMLSchema(etree.parse(f"{found.submodule_search_locations[0]}/page.xsd"))
    return bool(schema.validate(etree.fromstring(data)))


@pytest.mark.skipif(
    not find_spec("lxml") or not find_spec("ocrd_validators"), reason="no schema of PAGE"
)
def test_page_is_valid_before_and_after(tmp_path: Path) -> None:
    assert not valid(
        page(WRONG).replace(b"<Metadata>", b"<Meta>").replace(b"</Metadata>", b"</Meta>")
    )
    for data in (page(WRONG), page(DELETED), page(changed(WRONG, RIGHT))):
        assert valid(data)
        assert valid(cleaned(tmp_path, "page.xml", data))
        assert valid(cleaned(tmp_path, "page.xml", data, "--provenance"))


@pytest.mark.skipif(not find_spec("pypxml"), reason="no pypxml")
def test_pypxml_reads_it(tmp_path: Path) -> None:
    from pypxml import PageXML

    path = tmp_path / "page.xml"
    for data in (page(WRONG), REAL.read_bytes()):
        path.write_bytes(cleaned(tmp_path, "one.xml", data, "--script", "t"))
        assert PageXML.open(path) is not None
