"""`--jobs`: a number of processes, or as many as the machine and the work are good for."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from test_cli import invoke

from cleaner.cli import jobs
from cleaner.cli.declared import UsageError
from cleaner.cli.jobs import AUTO, WORTH, number, processes


def test_a_number_or_auto() -> None:
    assert (number("3"), number(1), number("auto")) == (3, 1, AUTO)
    for wrong in ("0", "-1", "1.5", "many", "", "²"):
        with pytest.raises(UsageError):
            number(wrong)


def test_auto_begins_processes_where_they_are_worth_it(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in "ab"]
    for path in paths:
        Path(path).write_bytes(bytes(WORTH))
    with patch.object(jobs, "cores", lambda: 4):
        assert processes(AUTO, paths) == 2
        assert processes(AUTO, paths * 4) == 4
        assert processes(AUTO, paths * 4, 3) == 3
        assert processes(AUTO, paths[:1] * 3, 3) == 3
        assert processes(AUTO, []) == processes(AUTO, ["<stdin>"]) == 1
        assert processes(7, paths) == 7
        assert processes(7, paths, 2) == 2


def test_files_are_the_same_whatever_works_on_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    for name in "abc":
        Path("pages", name + ".txt").write_text(f"今天上午,会议{name}在北京召\n开。\n", "utf-8")
    made = []
    with patch.object(jobs, "WORTH", 1):
        for given in ("1", "auto"):
            assert invoke("clean", "pages", "-o", given, "--jobs", given).exit_code == 0
            made.append([path.read_bytes() for path in sorted(Path(given).glob("*.txt"))])
    assert made[0] == made[1] and len(made[0]) == 3


def test_what_is_no_number_is_refused() -> None:
    result = invoke("clean", "--jobs", "many")
    assert result.exit_code == 2 and "neither a number" in result.stderr
