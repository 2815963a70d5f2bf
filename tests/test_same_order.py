"""`--to same --add order`: the order of reading in PAGE, and every other byte as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.forms import FORMS, points
from tests.test_same import RIGHT, WRONG, changed, cleaned, invoke

LEFT = ["江流宛转绕芳甸，月照花林皆似霰。", "空里流霜不觉飞，汀上白沙看不见。"]
TOP = ["春江潮水连海平,海上明月共潮生。", "滟滟随波千万里，何处春江无月明。"]
LOW = ["江天一色无纤尘，皎皎空中孤月轮。", "江畔何人初见月，江月何年初照人。"]
IMAGE = f'<ImageRegion id="i1">{points((40, 700, 400, 800))}</ImageRegion>'


def region(name: str, left: int, top: int, lines: Sequence[str], within: str = "") -> str:
    """A region of lines with its upper left corner."""
    rows = "".join(
        f'<TextLine id="{name}l{at}">{points((left, top + 30 * at, left + 320, top + 30 * at + 20))}'
        f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"
        for at, text in enumerate(lines)
    )
    box = points((left, top, left + 320, top + 30 * len(lines)))
    told = f' id="{name}"' if not name.startswith("-") else ""
    return f"<TextRegion{told}>{box}{within}{rows}</TextRegion>"


def file(regions: str, before: str = "", order: str = "", encoding: str = "UTF-8") -> bytes:
    """A page of PAGE; `before`: what stands in it before the order."""
    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    text = f"""<?xml version="1.0" encoding="{encoding}"?>
<PcGts xmlns="{space}"><Metadata><Creator>own</Creator></Metadata>
<Page imageFilename="a>b.png" imageWidth="900" imageHeight="900">{before}{order}
{regions}</Page></PcGts>
"""
    return text.encode(encoding)


REGIONS = region("low", 40, 400, LOW) + region("left", 480, 40, LEFT) + region("top", 40, 40, TOP)
READ = ["top", "low", "left"]


def stated(data: bytes) -> list[str]:
    """The regions in the order that a file states, by their index."""
    orders = ElementTree.fromstring(data).findall(".//{*}ReadingOrder")
    assert len(orders) == 1 and [each.tag.rpartition("}")[2] for each in orders[0]] == [
        "OrderedGroup"
    ]
    rows = list(orders[0][0])
    assert {each.tag.rpartition("}")[2] for each in rows} == {"RegionRefIndexed"}
    assert [each.get("index") for each in rows] == [str(number) for number in range(len(rows))]
    return [each.get("regionRef", "") for each in rows]


def without(data: bytes) -> bytes:
    """A file without the order."""
    start, end = data.find(b"<ReadingOrder"), data.find(b"</ReadingOrder>")
    return data if start < 0 else data[:start] + data[end + len(b"</ReadingOrder>") :]


def children(data: bytes) -> list[str]:
    found = ElementTree.fromstring(data).find("{*}Page")
    assert found is not None
    return [each.tag.rpartition("}")[2] for each in found]


def test_the_order_of_reading_is_stated_and_nothing_else_changes(tmp_path: Path) -> None:
    made = cleaned(tmp_path, "page.xml", file(REGIONS), "--add", "order")
    assert stated(made) == READ
    assert without(made) == file(REGIONS).replace(b"\xe5\xb9\xb3,", "平，".encode())


BORDER = f"<Border>{points((0, 0, 900, 900))}</Border>"
SPACE = f"<PrintSpace>{points((0, 0, 900, 900))}</PrintSpace>"
PICTURE = '<AlternativeImage filename="b.png"/>'


@pytest.mark.parametrize(
    "before", ["", PICTURE, BORDER, SPACE, PICTURE * 2 + BORDER + SPACE, "<!-- <Border/> -->"]
)
def test_it_stands_where_the_schema_asks_for_it(before: str, tmp_path: Path) -> None:
    made = cleaned(tmp_path, "page.xml", file(REGIONS, before), "--add", "order")
    found = children(made)
    assert found == [*children(file("", before)), "ReadingOrder", *["TextRegion"] * 3]
    assert stated(made) == READ


GROUP = '<ReadingOrder><OrderedGroup id="mine">{}</OrderedGroup></ReadingOrder>'


def order(*names: str) -> str:
    """An order as a file may have it."""
    rows = (
        f'\n <RegionRefIndexed index="{at}" regionRef="{name}"/>' for at, name in enumerate(names)
    )
    return GROUP.format("".join(rows))


def test_another_order_is_replaced_and_what_has_no_text_stays_in_it(tmp_path: Path) -> None:
    data = file(REGIONS + IMAGE, BORDER, order("low", "i1", "left", "top"))
    made = cleaned(tmp_path, "page.xml", data, "--add", "order")
    assert stated(made) == ["top", "low", "i1", "left"]
    assert b'id="mine"' in made
    assert without(made) == without(data).replace(b"\xe5\xb9\xb3,", "平，".encode())


def test_an_order_that_is_so_already_stays_byte_for_byte(tmp_path: Path) -> None:
    data = file(REGIONS.replace("平,", "平，"), "", order(*READ))
    assert cleaned(tmp_path, "page.xml", data, "--add", "order") == data
    free = GROUP.replace("Ordered", "Unordered").format(
        "".join(f'<RegionRef regionRef="{name}"/>' for name in READ)
    )
    made = cleaned(tmp_path, "page.xml", file(REGIONS, "", free), "--add", "order")
    assert stated(made) == READ


def test_only_asked_for_and_only_where_the_format_has_it(tmp_path: Path) -> None:
    assert b"ReadingOrder" not in cleaned(tmp_path, "page.xml", file(REGIONS))
    for name in ("page.alto.xml", "page.hocr", "page.tsv", "middle.json"):
        made = cleaned(tmp_path, name, FORMS[name](WRONG), "--add", "order")
        assert made == FORMS[name](changed(WRONG, RIGHT))


def test_regions_without_a_name_and_within_each_other(tmp_path: Path) -> None:
    nested = region("in", 40, 460, LOW[1:])
    regions = region("low", 40, 400, LOW[:1], nested) + region("-", 480, 40, LEFT)
    regions += region("top", 40, 40, TOP)
    made = cleaned(tmp_path, "page.xml", file(regions), "--add", "order")
    assert stated(made) == ["top", "low", "in"]
    empty = file(region("-", 40, 40, TOP).replace("平,", "平，"))
    assert cleaned(tmp_path, "page.xml", empty, "--add", "order") == empty


@pytest.mark.parametrize("encoding", ["UTF-16", "GB18030"])
def test_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    data = file(REGIONS, PICTURE, order("low", "top"), encoding)
    made = cleaned(tmp_path, "page.xml", data, "--add", "order").decode(encoding)
    assert stated(made.replace(encoding, "UTF-8").encode()) == READ


def test_with_a_prefix_and_names_that_are_written_as_references(tmp_path: Path) -> None:
    text = file(REGIONS, order="<ReadingOrder/>").decode().replace("xmlns=", "xmlns:pc=")
    text = text.replace('id="low"', 'id="l&amp;w"').replace("<", "<pc:").replace("<pc:/", "</pc:")
    data = text.replace("<pc:?", "<?").encode()
    made = cleaned(tmp_path, "page.xml", data, "--add", "order", "--provenance")
    assert stated(made) == ["top", "l&w", "left"]
    assert b"<pc:ReadingOrder><pc:OrderedGroup" in made and b"<pc:MetadataItem" in made


def test_the_identifier_of_the_group_is_of_nothing_else(tmp_path: Path) -> None:
    regions = REGIONS.replace('id="low"', 'id="order"')
    made = cleaned(tmp_path, "page.xml", file(regions), "--add", "order")
    names = [each.get("id") for each in ElementTree.fromstring(made).iter() if each.get("id")]
    assert len(names) == len({*names})


def test_of_an_issue_each_file_gets_its_own(tmp_path: Path) -> None:
    from tests.test_same import METS

    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "text").mkdir(parents=True)
    (folder / "mets.xml").write_text(METS, "utf-8")
    (folder / "text" / "one.xml").write_bytes(file(REGIONS))
    (folder / "text" / "two.xml").write_bytes(file(REGIONS.replace('id="low"', 'id="other"')))
    done = invoke("clean", folder / "mets.xml", "--to", "same", "--add", "order", "-o", out)
    assert done.exit_code == 0, done.output
    assert stated((out / "text" / "one.xml").read_bytes()) == READ
    assert stated((out / "text" / "two.xml").read_bytes()) == ["top", "other", "left"]


def test_what_does_not_go_together_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(file(REGIONS))
    done = invoke("clean", path, "--add", "order")
    assert done.exit_code == 2 and "--add goes with --to same" in done.output
    done = invoke("clean", path, "--to", "same", "--add", "ordre")
    assert done.exit_code == 2 and "did you mean order" in done.output


def test_the_index_counts_and_not_where_a_region_is_written(tmp_path: Path) -> None:
    rows = "".join(
        f'<RegionRefIndexed index="{at}" regionRef="{name}"/>'
        for at, name in reversed([*enumerate(READ)])
    )
    data = file(REGIONS.replace("平,", "平，"), "", GROUP.format(rows))
    assert cleaned(tmp_path, "page.xml", data, "--add", "order") == data


def test_pictures_of_a_region_are_none_of_the_page(tmp_path: Path) -> None:
    regions = region("low", 40, 400, LOW, "<TextEquiv/>").replace("<TextEquiv/>", PICTURE)
    made = cleaned(tmp_path, "page.xml", file(regions, BORDER), "--add", "order")
    assert children(made) == ["Border", "ReadingOrder", "TextRegion"]
