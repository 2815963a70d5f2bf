"""The order of lines and files: by their places, or as the file and the METS beside it state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cleaner.cli import app
from cleaner.page.reading import read_as_stated
from tests.setting import ONE, SIZE, THREE, TWO, Placed, column, hocr, page

PAGE = """<PcGts><Page imageWidth="400" imageHeight="300">{order}{regions}</Page></PcGts>"""
REGION = """<TextRegion id="{name}"><Coords points="{x},{y} {x2},{y2}"/><TextLine id="l{name}">
<Coords points="{x},{y} {x2},{y2}"/><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion>"""
METS = """<mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp USE="Text">{files}</fileGrp></fileSec>
<structMap TYPE="PHYSICAL"><div>{order}</div></structMap></mets>"""
ALTO = """<alto><Layout><Page WIDTH="400" HEIGHT="300"><TextLine>
<String HPOS="20" VPOS="20" WIDTH="150" HEIGHT="10" CONTENT="{text}"/></TextLine></Page></Layout></alto>"""


def invoke(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def region(name: str, x: int, y: int, text: str) -> str:
    return REGION.format(name=name, x=x, y=y, x2=x + 10 * len(text), y2=y + 10, text=text)


REGIONS = "".join(
    region(name, x, y, text)
    for name, x, y, text in (
        ("a", 20, 200, "海上明月。"), ("b", 20, 20, "春江潮水。"), ("c", 20, 100, "滟滟随波。"),
    )
)  # fmt: skip
STATED = "<ReadingOrder><OrderedGroup>{}</OrderedGroup></ReadingOrder>".format(
    "".join(f'<RegionRefIndexed index="{at}" regionRef="{each}"/>' for at, each in enumerate("cab"))
)


@pytest.mark.parametrize(
    ("stated", "order", "wanted"),
    [
        (STATED, "page", "春江潮水。 滟滟随波。 海上明月。"),
        (STATED, "file", "滟滟随波。 海上明月。 春江潮水。"),
        ("", "file", "海上明月。 春江潮水。 滟滟随波。"),
    ],
)
def test_the_order_of_page_is_taken_when_asked(
    tmp_path: Path, stated: str, order: str, wanted: str
) -> None:
    path = tmp_path / "page.xml"
    path.write_text(PAGE.format(order=stated, regions=REGIONS), "utf-8")
    found = invoke("clean", str(path), "--order", order)
    assert found.stdout.split() == wanted.split()


def test_the_order_is_a_setting(tmp_path: Path) -> None:
    path, ledger = tmp_path / "page.xml", tmp_path / "ledger.jsonl"
    path.write_text(PAGE.format(order=STATED, regions=REGIONS), "utf-8")
    (tmp_path / "cleaner.toml").write_text('order = "file"\n', "utf-8")
    found = invoke("clean", str(path), "--ledger", str(ledger))
    assert found.stdout.startswith("滟滟随波")
    assert json.loads(ledger.read_text("utf-8").splitlines()[0])["settings"]["order"] == "file"
    assert invoke("clean", str(path), "--order", "lines").exit_code == 2


def test_lines_in_the_order_of_the_file_go_on_as_their_places_tell() -> None:
    lines = [*column(TWO, 140, 60, 10), *column(ONE, 20, 60, 10)]
    found = read_as_stated(page(*lines, shuffle=0))
    stated = list(page(*lines, shuffle=0).lines.texts)
    assert [line for line in found.text.split("\n") if line] == stated
    rows = [row for line in found.rows for row in line]
    assert rows == sorted(rows)


def test_paragraphs_go_on_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "page.hocr"
    path.write_text(hocr([*column(THREE, 20, 60, 10), *column(ONE, 140, 60, 10)]), "utf-8")
    assert invoke("clean", str(path), "--order", "file").stdout == f"{THREE}\n\n{ONE}\n"


def test_lines_without_a_place_stand_where_the_file_has_them() -> None:
    lines: list[Placed] = [
        ("无处可寻", float("nan"), float("nan"), SIZE), *column(ONE, 20, 60, 10)
    ]  # fmt: skip
    unshuffled = page(*lines)
    at = unshuffled.lines.texts.index("无处可寻")
    solid = [line for line in read_as_stated(unshuffled).text.split("\n") if line]
    assert solid.index("无处可寻") == at and sorted(solid) == sorted(unshuffled.lines.texts)


def issue(folder: Path, names: list[str], order: list[int]) -> Path:
    """A METS file that names files in this order of pages."""
    files = "".join(
        f'<file ID="f{at}" MIMETYPE="text/xml"><FLocat xlink:href="{name}"/></file>'
        for at, name in enumerate(names)
    )
    named = "".join(f'<div><fptr FILEID="f{at}"/></div>' for at in order)
    path = folder / "mets.xml"
    path.write_text(METS.format(files=files, order=named), "utf-8")
    return path


def written(folder: Path, *names: str) -> None:
    for name, text in zip(names, (ONE[:15], TWO[:15], THREE[:15]), strict=False):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(ALTO.format(text=text), "utf-8")


def test_a_mets_file_is_read_in_its_order(tmp_path: Path) -> None:
    written(tmp_path, "text/1.xml", "text/2.xml")
    path = issue(tmp_path, ["text/1.xml", "file://./text/2.xml"], [1, 0])
    told = json.loads(invoke("clean", str(path), "--to", "json").stdout)
    assert [(each["page"], each["name"]) for each in told["pages"]] == [
        (1, "text/2.xml"), (2, "text/1.xml"),
    ]  # fmt: skip
    assert told["source"]["format"] == "mets"
    text = invoke("clean", str(path)).stdout
    assert text.split() == [TWO[:15], ONE[:15]]


def test_what_lies_elsewhere_is_never_opened(tmp_path: Path) -> None:
    folder = tmp_path / "issue"
    written(folder, "1.xml")
    written(tmp_path, "secret.xml")
    names = [
        "1.xml",
        "../secret.xml",
        (tmp_path / "secret.xml").as_uri(),
        "http://127.0.0.1:9/x.xml",
    ]
    found = invoke("clean", str(issue(folder, names, [0, 1, 2, 3])))
    assert found.exit_code == 0 and found.stdout.split() == [ONE[:15]]
    assert found.stderr.count("is elsewhere") >= 1 and "127.0.0.1" in found.stderr
    (folder / "link.xml").symlink_to(tmp_path / "secret.xml")
    linked = invoke("clean", str(issue(folder, ["1.xml", "link.xml"], [0, 1])))
    assert linked.exit_code == 2 and "leads out of the folder" in linked.stderr


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    written(tmp_path, "1.xml")
    path, out = issue(tmp_path, ["1.xml", "2.xml"], [0, 1]), tmp_path / "out.txt"
    found = invoke("clean", str(path), "-o", str(out))
    assert found.exit_code == 2 and "2.xml, which is not there" in found.stderr
    assert not out.exists()


def test_a_mets_file_that_names_itself_comes_to_an_end(tmp_path: Path) -> None:
    found = invoke("clean", str(issue(tmp_path, ["mets.xml"], [0])))
    assert found.exit_code == 2 and "no text with places" in found.stderr


def test_a_mets_file_from_standard_input_has_no_folder(tmp_path: Path) -> None:
    written(tmp_path, "1.xml")
    data = issue(tmp_path, ["1.xml"], [0]).read_text("utf-8")
    found = CliRunner().invoke(app, ["clean", "-"], input=data)
    assert found.exit_code == 2 and "METS" not in found.stdout
