"""`--to same --add map`: the articles as a structure map in METS."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.forms import FORMS, points
from tests.test_same import METS, WRONG, invoke
from tests.test_same_order import LOW, TOP, file, region

ONE = region("head", 40, 40, ["春江水暖"]) + region("body", 40, 80, [*TOP, *LOW])


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """A METS file with two pages, the second of which comes first."""
    (tmp_path / "in" / "text").mkdir(parents=True)
    (tmp_path / "in" / "text" / "one.xml").write_bytes(file(ONE))
    (tmp_path / "in" / "text" / "two.xml").write_bytes(FORMS["page.alto.xml"](WRONG))
    path = tmp_path / "in" / "mets.xml"
    path.write_text(METS, "utf-8")
    return path


def mapped(path: Path, *more: str) -> str:
    """What becomes of a METS file; undone again on the way."""
    folder = path.parent.parent
    out, ledger = folder / "out", folder / "l.jsonl"
    done = invoke(
        "clean", path, "--to", "same", "--add", "map", "-o", f"{out}/", "--ledger", ledger, *more
    )
    assert done.exit_code == 0, done.output
    back = folder / "back"
    undone = invoke("undo", out / path.name, "--ledger", ledger, "-o", f"{back}/")
    assert undone.exit_code == 0, undone.output
    for name in ("mets.xml", "text/one.xml", "text/two.xml"):
        assert (back / name).read_bytes() == (path.parent / name).read_bytes()
    return (out / path.name).read_text("utf-8")


def test_a_map_is_put_behind_the_last_and_nothing_else_changes(issue: Path) -> None:
    made = mapped(issue)
    start, end = made.index('<structMap TYPE="LOGICAL"'), made.rindex("</structMap>") + 12
    assert made[:start] + made[end:] == METS
    assert made[:start].endswith("</structMap>")
    assert not list(issue.parent.parent.glob("out/*.articles.json"))


def areas(made: str) -> list[tuple[str | None, str | None]]:
    """What the map points at, once it is seen to have the elements that METS asks for."""
    (found,) = ElementTree.fromstring(made).findall(".//{*}structMap[@TYPE='LOGICAL']")
    (root,) = found
    assert root.tag.endswith("div") and len(root)
    for number, article in enumerate(root, 1):
        assert article.get("TYPE") == "article" and article.get("ORDER") == str(number)
        assert [each.tag.rpartition("}")[2] for each in article.iter()][1:3] == ["fptr", "seq"]
    rows = list(root.iter("{*}area")) or [
        each for each in root.iter() if each.tag.rpartition("}")[2] == "area"
    ]
    assert {row.get("BETYPE") for row in rows} == {"IDREF"}
    return [(row.get("FILEID"), row.get("BEGIN")) for row in rows]


def test_each_article_points_at_its_regions(issue: Path) -> None:
    found = areas(mapped(issue))
    assert found == [("B", "B1"), ("A", "head"), ("A", "body")]


def test_cleaning_twice_is_cleaning_once(issue: Path) -> None:
    made = mapped(issue)
    again = issue.parent.parent / "out" / "mets.xml"
    out = issue.parent.parent / "again"
    done = invoke("clean", again, "--to", "same", "--add", "map", "-o", f"{out}/")
    assert done.exit_code == 0, done.output
    assert (out / "mets.xml").read_text("utf-8") == made


def test_an_older_one_is_replaced_and_one_of_others_stays(issue: Path) -> None:
    other = '<structMap TYPE="LOGICAL" LABEL="own"><div ID="x"/></structMap>'
    own = '<structMap TYPE="LOGICAL" LABEL="cleaner: articles"><div/></structMap>'
    issue.write_text(METS.replace("</mets>", f"{own}{other}</mets>"), "utf-8")
    made = mapped(issue)
    assert made.count(other) == 1 and made.count('LABEL="cleaner: articles"') == 1
    assert own not in made


def test_with_a_prefix(issue: Path) -> None:
    text = METS.replace("<", "<m:").replace("<m:/", "</m:").replace("<m:?", "<?")
    issue.write_text(
        text.replace("<m:mets ", '<m:mets xmlns:m="http://www.loc.gov/METS/" '), "utf-8"
    )
    made = mapped(issue)
    assert areas(made)[0] == ("B", "B1") and '<m:area FILEID="B"' in made


def row(at: int, top: int, size: int, text: str) -> str:
    """A line of a size of type."""
    return (
        f'<TextLine id="s{at}">{points((40, top, 40 + size * len(text), top + size))}'
        f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"
    )


def test_of_a_region_that_articles_share_each_has_its_lines(issue: Path) -> None:
    rows = [
        (40, 48, "市政府召开经济工作会议"),
        (104, 20, "本报讯（记者王明）市政府昨天召开会议，"),
        (134, 20, "研究部署明年的工作，要求各部门认真落实。"),
        (194, 48, "新建大桥昨日“正式&amp;通车”"),
        (258, 20, "本报讯（记者李华）经过三年的施工，新建的"),
        (288, 20, "大桥昨天正式通车，沿线群众十分高兴。"),
    ]
    lines = "".join(row(at, *each) for at, each in enumerate(rows))
    shared = f'<TextRegion id="shared">{points((40, 40, 600, 400))}{lines}</TextRegion>'
    (issue.parent / "text" / "one.xml").write_bytes(file(shared))
    made = mapped(issue)
    assert [row for row in areas(made) if row[0] == "A"] == [("A", f"s{at}") for at in range(6)]
    labels = [
        each.get("LABEL") for each in ElementTree.fromstring(made).iter() if each.get("ORDER")
    ]
    assert labels[1:] == ["市政府召开经济工作会议", "新建大桥昨日“正式&通车”"]


def test_a_file_without_names_is_pointed_at_as_a_whole(issue: Path) -> None:
    data = FORMS["page.alto.xml"](WRONG).decode()
    for name in ('ID="B1" ', *(f'ID="L{at}" ' for at in range(3))):
        data = data.replace(name, "")
    (issue.parent / "text" / "two.xml").write_text(data, "utf-8")
    assert '<seq><area FILEID="B"/></seq>' in mapped(issue)


def test_a_page_alone_gets_none(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(file(ONE))
    done = invoke("clean", path, "--to", "same", "--add", "map", "-o", tmp_path / "out.xml")
    assert done.exit_code == 0
    assert (tmp_path / "out.xml").read_bytes() == file(ONE).replace("平,".encode(), "平，".encode())


def test_in_place_a_map_that_is_so_already_is_not_written_again(issue: Path) -> None:
    args = ("clean", issue, "--to", "same", "--add", "map", "--in-place", "--backup", ".bak")
    for _ in range(2):
        assert invoke(*args).exit_code == 0
    assert issue.read_text("utf-8") != METS
    assert issue.with_name("mets.xml.bak").read_text("utf-8") == METS
