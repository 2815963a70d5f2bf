"""Review: a decision holds, is found again, and is never lost."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from bench import PAGES, page_path, review
from cleaner import pipeline
from cleaner.cli import app
from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.review import journal as journal_module
from cleaner.review.decisions import Book, Decision, DecisionError, Verdict, read_lines
from cleaner.review.export import dictionary, keep, pairs
from cleaner.review.journal import Journal, journal_of, replayed
from cleaner.review.keys import Lines
from cleaner.review.model import Fix, fixes
from cleaner.review.prompt import Prompt
from cleaner.review.refit import fitted, refit
from cleaner.review.session import Session, UnknownNameError
from cleaner.text.document import Source

PAGE = page_path(PAGES[1]).read_text("utf-8")
SHORT = page_path(PAGES[0]).read_text("utf-8")
TEXT = "▢ 本报记者 张三\n\n昨日会议召开,共300户参加。\n\n▢ 本报记者 李四\n\n会议强调,要落实。\n"
BULLET = "glyphs.byline-bullet ▢ →"
COMMA = "marks.half-width ,→，"


def found(text: str) -> list[Fix]:
    return fixes(pipeline.run(Source.from_text(text)).ledger, "page.txt")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cleaner.toml").write_text("")
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    return tmp_path / "decisions.jsonl"


def cleaner_(*args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, list(args), input=stdin)


def cleaned() -> str:
    return cleaner_("clean", "page.txt", "-q").stdout


def pressed(text: str, path: Path, keys: str) -> str:
    shown: list[str] = []
    session = Session(found(text), Journal(path))
    Prompt(session, shown.append).run(Lines(StringIO(keys)))
    session.close()
    return "".join(shown)


# What is decided


def test_the_finest_decision_holds(path: Path) -> None:
    session = Session(found(TEXT), Journal(path))
    bullets = next(series for series in session.series if series.name == BULLET)
    session.decide(BULLET, Verdict.ACCEPT)
    session.decide(bullets.fixes[1].id, Verdict.REJECT)
    assert [session.applies(fix) for fix in bullets.fixes] == [True, False]
    session.close()
    assert cleaned().count("▢") == 1
    assert cleaned() == cleaned()


@pytest.mark.parametrize(("verdict", "comma"), [("accept", "，"), ("reject", ",")])
def test_a_series_stays_decided(path: Path, verdict: str, comma: str) -> None:
    path.write_text(
        f'{{"verdict": "{verdict}", "rule": "marks.half-width", "series": "{COMMA}"}}\n'
    )
    assert cleaned().count(comma) == 2
    (path.parent / "page.txt").write_text(cleaned(), "utf-8")
    assert cleaned().count(comma) == 2


def test_what_is_rejected_is_no_finding(path: Path) -> None:
    path.write_text('{"verdict": "reject", "rule": "marks"}\n')
    assert "marks.half-width" in cleaner_("check", "page.txt").stdout
    path.write_text('{"verdict": "reject", "rule": "marks.half-width"}\n')
    assert "marks.half-width" not in cleaner_("check", "page.txt").stdout
    assert "2 suggestions" in cleaner_("clean", "page.txt").stderr
    assert "，" not in cleaner_("diff", "page.txt", "--format", "unified").stdout


def test_undo_takes_back_what_was_there_before(path: Path) -> None:
    session = Session(found(TEXT), Journal(path))
    session.decide(COMMA, Verdict.ACCEPT)
    session.decide(COMMA, Verdict.REJECT)
    assert session.undo() == COMMA
    assert session.book.verdict(COMMA) is Verdict.ACCEPT
    assert (session.undo(), session.undo()) == (COMMA, None)
    assert not session.book
    with pytest.raises(UnknownNameError):
        session.decide("no.such", Verdict.ACCEPT)
    session.close()


def test_a_session_is_plain_data(path: Path) -> None:
    session = Session(found(PAGE), Journal(path))
    session.decide(session.series[0].name, Verdict.ACCEPT)
    data = json.loads(json.dumps(session.described()))
    assert sum(series["count"] for series in data["series"]) == len(data["fixes"])
    assert data["decisions"] == {session.series[0].name: "accept"}
    for fix in data["fixes"]:
        first = fix["changes"][0]
        assert PAGE[: first["start"]].endswith(fix["left"])
        assert PAGE[first["end"] :].startswith(fix["right"])
    session.close()


@given(seed=st.integers(0, 2**32), share=st.sampled_from((0.05, 0.5, 0.95)))
@settings(max_examples=25, deadline=None)
def test_any_subset_can_be_rejected(seed: int, share: float) -> None:
    import random

    chooser = random.Random(seed)
    names = sorted({fix.id for fix in found(SHORT) if fix.applied})
    assert review.holds(SHORT, frozenset(name for name in names if chooser.random() < share))


def test_a_headline_that_must_not_move_stays_whatever_becomes_of_its_lines() -> None:
    names = {
        fix.id for fix in found(PAGE) if fix.rule in ("articles.headline", "lines.headline-wrap")
    }
    assert review.holds(PAGE, frozenset(names))
    result = pipeline.run(Source.from_text(PAGE), decisions=Book(
        {name: Decision(Verdict.REJECT, "articles.headline", id=name) for name in names}
    ).compiled())  # fmt: skip
    assert not any(e.applied for e in result.ledger.entries if e.rule == "articles.headline")


# Found again


def fit(text: str, book: Book) -> tuple[Book, list[Decision]]:
    source = Source.from_text(text)
    now, _, lost = fitted(source, Settings(), Lexicon.default(), book, "page.txt")
    return now, lost


def test_a_decision_is_found_when_the_text_beside_it_has_changed() -> None:
    bullet = next(fix for fix in found(TEXT) if fix.series == BULLET and fix.line > 1)
    book = Book({bullet.id: bullet.decided(Verdict.ACCEPT)})
    changed = TEXT.replace("参加。\n", "参加。\n\n图片由读者提供\n")
    now, lost = fit(changed, book)
    (name,) = now.decisions
    assert name != bullet.id
    assert not lost
    result = pipeline.run(Source.from_text(changed), decisions=now.compiled()).text
    assert "▢ 本报记者 张三" in result and "▢ 本报记者 李四" not in result


FIRST, SECOND = "社会各界都要投入到移风易\n", "俗的具体过程中去,大家要努力办好。\n"


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (FIRST.replace("到", "在") + SECOND, True),
        (FIRST + SECOND.replace("过程", "行动"), False),
        (FIRST + SECOND.replace("去", "来"), False),
        (FIRST.replace("社会各界都", "图片由读者提供\n\n") + SECOND, True),
    ],
)
def test_a_join_is_of_the_same_two_lines(text: str, fits: bool) -> None:
    join = next(fix for fix in found(FIRST + SECOND) if fix.rule == "lines.word-split")
    book = Book({join.id: join.decided(Verdict.REJECT)})
    now = found(text)
    assert any(fix.rule == join.rule and fix.id != join.id for fix in now)
    assert bool(refit(book, now, "page.txt")) is fits


def test_a_decision_that_fits_nothing_is_reported(path: Path) -> None:
    pressed(TEXT, path, "y\nq\n")
    assert "no place fits" not in cleaner_("check", "page.txt").stderr
    (path.parent / "page.txt").write_text("别的文章。\n", "utf-8")
    for command in ("clean", "check", "diff"):
        assert "page.txt: no place fits any more" in cleaner_(command, "page.txt").stderr
    assert "no place fits" in cleaner_("review", "page.txt").stderr


def test_what_was_accepted_and_is_done_is_no_loss(path: Path) -> None:
    pressed(TEXT, path, "y\nq\n")
    cleaner_("clean", "--in-place", "page.txt", "-q")
    assert "no place fits" not in cleaner_("check", "page.txt").stderr


def test_decisions_survive_changes_of_the_page() -> None:
    score = sum((review.found_again(PAGE, seed) for seed in range(2)), review.Found())
    assert score.decisions > 400
    assert score.found / score.decisions > 0.97
    assert score.wrong == 0


# The file


def test_the_file_is_sorted_and_has_one_line_a_decision(path: Path) -> None:
    pressed(TEXT, path, "ynad" + "q")
    lines = path.read_text("utf-8").splitlines()
    again = Book()
    for decision in read_lines(lines, "decisions.jsonl"):
        again.add(decision)
    assert lines == list(again.lines())
    assert not journal_of(path).exists()


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< ours",
        "[]",
        '{"verdict": "maybe", "rule": "a"}',
        '{"rule": 1}',
        '{"verdict": "accept"}',
    ],
)
def test_a_line_that_is_none_is_named(path: Path, line: str) -> None:
    path.write_text(line + "\n")
    result = cleaner_("clean", "page.txt")
    assert result.exit_code == 2
    assert "decisions.jsonl:1: not a decision" in result.stderr


def test_a_given_file_must_be_there(path: Path) -> None:
    assert cleaner_("clean", "page.txt", "--decisions", "nix.jsonl").exit_code == 2


def test_two_reviewers_merge_and_conflicts_are_shown(path: Path) -> None:
    other = path.with_name("other.jsonl")
    pressed(TEXT, path, "aq")
    pressed(TEXT, other, "daq")
    result = cleaner_("review", "--merge", "other.jsonl")
    assert result.exit_code == 1
    assert BULLET in result.stdout and COMMA not in result.stdout
    book = replayed(path)
    assert book.verdict(COMMA) is Verdict.ACCEPT
    assert book.verdict(BULLET) is None
    assert [each.verdict for each in book.conflicts[BULLET]] == [Verdict.ACCEPT, Verdict.REJECT]
    assert "accepted and rejected" in cleaner_("check", "page.txt").stderr
    pressed(TEXT, path, "a")
    assert not replayed(path).conflicts


def test_a_second_session_is_refused(path: Path) -> None:
    pytest.importorskip("fcntl")
    journal = Journal(path)
    with pytest.raises(DecisionError, match="another review"):
        Journal(path)
    journal.close()


def test_a_session_may_end_while_another_begins(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Journal(path)
    lock = journal_module._lock

    def ends_first(descriptor: int, path: Path) -> None:
        if not first._file.closed:
            first.close()
        lock(descriptor, path)

    monkeypatch.setattr(journal_module, "_lock", ends_first)
    second = Journal(path)
    second.put("rule", Decision(Verdict.ACCEPT, "rule"))
    assert list(replayed(path).decisions) == ["rule"]
    second.close()


def test_a_last_line_that_was_cut_short_is_left_out(path: Path) -> None:
    kept = '{"verdict": "accept", "rule": "marks.half-width"}\n'
    journal_of(path).write_text(kept + '{"verdict": "acc')
    assert list(replayed(path).decisions) == ["marks.half-width"]
    Journal(path).close()
    assert path.read_text() == '{"format_version": 1}\n' + kept


KILLED = """
import sys
from pathlib import Path
from cleaner.review.decisions import Decision, Verdict
from cleaner.review.journal import Journal
number = int(sys.argv[2])
while True:
    journal = Journal(Path(sys.argv[1]))
    for _ in range(20):
        name = f"series {number}"
        journal.put(name, Decision(Verdict.ACCEPT, "rule", name))
        print(number, flush=True)
        number += 1
    journal.close()
"""


def test_a_killed_session_has_lost_nothing_but_the_last(path: Path) -> None:
    number = 0
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), str(number)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent,
        ) as process:
            assert process.stdout is not None
            for _ in range(33):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
            seen = [int(line) for line in process.stdout.read().splitlines() if line]
        number = max([number + 32, *seen]) + 1
        kept = {int(name.split()[1]) for name in replayed(path).decisions}
        assert set(range(number)) <= kept <= set(range(number + 1))
        number = max(kept) + 1


# In the terminal


def test_a_page_is_reviewed_with_few_keys() -> None:
    assert review.keystrokes(PAGE) <= 40


def test_keys(path: Path) -> None:
    shown = pressed(TEXT, path, "?\nl\nj\nk\nn\nu\n/half-width\nd\nq\n")
    assert "y  accept this place" in shown
    assert "会议召开[-,-]{+，+}共" in shown
    assert [each.verdict for each in replayed(path).decisions.values()] == [Verdict.REJECT]
    assert replayed(path).verdict(COMMA) is Verdict.REJECT
    assert "2 of 4 places decided, 2 left" in shown


def test_what_is_quit_goes_on_next_time(path: Path) -> None:
    assert BULLET in pressed(TEXT, path, "a")
    again = pressed(TEXT, path, "a")
    assert f"Series 1 of 2: {BULLET}" not in again
    assert "4 of 4 places decided, 0 left" in again


def test_review_in_a_pipe(path: Path) -> None:
    result = cleaner_("review", "page.txt", stdin="aa")
    assert result.exit_code == 0
    assert "▢" not in cleaned()
    assert cleaner_("review").exit_code == 2


# For other files


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_a_terminal_obeys_no_name(path: Path) -> None:
    evil = path.with_name("\x1b[2J\u2028.txt")
    evil.write_text(TEXT, "utf-8")
    lost = {"rule": "\x1b[5m", "series": "x", "id": "c9e50ded3c54", "file": evil.name}
    path.write_text(json.dumps({"verdict": "reject", **lost}) + "\n", "utf-8")
    for args in (["review"], ["check"], ["check", "--format", "concise"], ["diff"]):
        result = cleaner_(*args, evil.name, stdin="aaq")
        assert "␛[2J<U+2028>.txt" in result.stdout + result.stderr
        assert "\x1b" not in result.stdout + result.stderr


def test_exports() -> None:
    book = Book()
    for verdict, rule, change in (
        ("accept", "misread.word", "己经→已经"),
        ("reject", "misread.word", "王末→王未"),
        ("accept", "glyphs.byline-bullet", "▢ →"),
    ):
        book.add(Decision(Verdict(verdict), rule, f"{rule} {change}"))
    assert list(dictionary(book)) == ["name\tvariants\n", "已经\t己经\n"]
    assert list(keep(book)) == ["name\n", "王末\n"]
    assert [json.loads(line)["before"] for line in pairs(book)] == ["▢ ", "己经"]


def test_kept_words_are_a_dictionary(path: Path) -> None:
    path.write_text('{"verdict": "reject", "rule": "a.b", "series": "a.b 王末→王未"}\n')
    exported = cleaner_("review", "--export", "keep").stdout
    (path.parent / "keep.tsv").write_text(exported, "utf-8")
    assert cleaner_("clean", "page.txt", "--dictionary", "keep.tsv").exit_code == 0
    assert re.search("did you mean", cleaner_("review", "--export", "keeps").stderr)
