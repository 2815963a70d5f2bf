"""What stands beside programs: patches, logs of changes, build files, schedules, SQL, traces."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import CHANGE_LOG, LOG, PATCH, PROGRAM, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.regex import regex

_PATCH_HEAD = regex(
    r"(?:diff (?:--git|-\w+|--cc) .*|Index: \S+|--- (?:a/|/dev/null|\S+\.\S+).*"
    r"|commit [0-9a-f]{7,40}\b.*"
    r"|From [0-9a-f]{40} .*|\*{3} \S+\.\S+.*|\d+(?:,\d+)?[acd]\d+(?:,\d+)?)"
)
_MARKED = regex(r"\[-[^\[\]\n]{1,200}-\]\{\+[^{}\n]{1,200}\+\}")
_HUNK = regex(
    r"@@ -\d+.*@@.*|[+]{3} \S.*|Author: .*<.*>|\*{15}.*|(?:[<>] |---$).*|Merge: [0-9a-f ]+"
)


def patches(rows: Rows) -> Iterator[Notation]:
    """Patches and logs of commits: all from the first head on, with the lines changed below it."""
    if not any(sign in rows.text for sign in ("@@ -", "+++ ", "commit ", "\n< ", "\n> ", "]{+")):
        return
    if len(_MARKED.findall(rows.text)) > 1:
        yield Notation(0, len(rows.text), PATCH, "words taken away and put in")
        rows.take(0, len(rows) - 1)
        return
    heads = rows.which(rows.free & rows.ascii_heads, _PATCH_HEAD.fullmatch)
    if not heads.any() or not rows.which(rows.free & rows.ascii_heads, _HUNK.match).any():
        return
    first = int(heads.nonzero()[0][0])
    start, end = rows.span(first, len(rows) - 1)
    yield Notation(start, end, PATCH, "heads of a patch and the lines it changes")
    rows.take(first, len(rows) - 1)


_DATE = r"(?:19|20)?\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?"
_VERSION = regex(
    rf"(?:[#=*■◆●▶~-]{{1,6}} ?)?(?:[\[【(（]{_DATE}[\]】)）] ?)?"
    rf"[\[【(（《]?(?:[\w\u3400-\u9fff]{{1,20}} )?"
    r"(?:[Vv]er(?:sion)?\.? ?|版本(?:号)?[:： ]*|[Vv](?:ersion)?\.? ?)?"
    r"\d{1,4}\.\d{1,4}(?:\.\d{1,6}){0,2}(?:[-. ]?(?:alpha|beta|rc|dev|a|b|正式版|测试版"
    r"|測試版)\.?\d*)?"
    rf"[\]】)）》]?(?:\([^()]*\))?(?:[ \t]*[-–—:：/@|,，]{{0,2}} ?[（(\[【]?(?:{_DATE}"
    rf"|未发布|未發布|[Uu]nreleased|\w{{3,9}} \d{{1,2}}, \d{{4}})"
    r"[）)\]】]?.{0,16})?(?:[ ]?(?:更新|版本|更新内容|更新日志|发布|版)?)?[:：]?(?:[#=*~-]{1,6})?"
)
_DATED = regex(rf"(?:[#=*■◆●▶-]{{1,6}} ?)?[\[【(（]?{_DATE}[\]】)）]?(?:[ \t].{{0,40}})?[:：]?")
_POINTED = regex(r"[Vv版]|\d\.\d+\.\d|\d{4}[-./年]")
_ITEM = regex(r"(?:[-*+!•·●○◦▪※★☆]|[（(]?\d{1,2}[.、)）．]|\[\S{1,6}\]|【\S{1,6}】) ?\S.*")


def change_logs(rows: Rows) -> Iterator[Notation]:
    """Logs of changes: versions with their dates, and items below each."""
    if "." not in rows.text:
        return
    digits = rows.count("0123456789") > 1
    able = rows.free & digits & (rows.last - rows.first < 60) & (rows.marks == 0)
    heads = rows.which(able, _is_version)
    if not heads.any():
        return
    first = int(heads.nonzero()[0][0])
    here = rows.free.copy()
    here[:first] = False
    items = rows.which(here & ~heads, _ITEM.fullmatch)
    found, listed, seen = int(heads.sum()), int(items.sum()), int(here.sum())
    if found + listed >= 3 and listed and 2 * (found + listed) >= seen:
        for start, end in rows.runs(here, across_blanks=True):
            why = f"{found} versions and {listed} items below them"
            yield Notation(*rows.span(start, end), CHANGE_LOG, why)
            rows.take(start, end)


def _is_version(line: str) -> bool:
    return bool(_VERSION.fullmatch(line) and _POINTED.search(line))


_TARGET = regex(r"[\w$(){}./%\u3400-\u9fff -]{1,80}:(?![=/:]).*")
_MADE = regex(r"\$[({@<^]|^\.PHONY|:=|^\t@", re.M)
_INSTRUCTION = regex(
    r"(?:FROM|RUN|COPY|ADD|ENV|WORKDIR|CMD|ENTRYPOINT|EXPOSE|LABEL|ARG|USER|VOLUME"
    r"|HEALTHCHECK|ONBUILD|SHELL) \S.*"
)
_SCHEDULE = regex(
    r"(?:#\s*)?(?:[\d*][\d*/,-]*\s+){2}(?:[\d*?][\d*/,L-]*\s+)(?:[\d*][\d*/,-]*|[A-Z]{3})\s+(?:[\d*][\d*/,-]*|[a-zA-Z,-]{3,9})\s+\S.*"
    r"|@(?:reboot|daily|hourly|weekly|monthly|yearly|annually|midnight)\s+\S.*"
)
_MOUNT = regex(
    r"#?\S+\s+(?:/\S*|none|swap)\s+(?:ext[234]|xfs|btrfs|nfs4?|cifs|swap|vfat|exfat|ntfs(?:-3g)?|tmpfs|proc"
    r"|sysfs|auto|iso9660|udf|overlay|fuse\S*|devpts|zfs)\s+\S.*"
)
FEW = 2  # lines of a schedule or mounts
INSTRUCTIONS = 3  # of a build file, with FROM


def builds(rows: Rows) -> Iterator[Notation]:
    """Makefiles, Dockerfiles, schedules of cron, tables of mounts: the whole of the text."""
    why = _makefile(rows) or _dockerfile(rows) or _schedule(rows)
    if why:
        yield Notation(0, len(rows.text), PROGRAM, why)
        rows.take(0, len(rows) - 1)


def _makefile(rows: Rows) -> str:
    if "\n\t" not in rows.text or ":" not in rows.text or not _MADE.search(rows.text):
        return ""
    tabbed = (rows.indents == 1) & (
        rows.document.codes[np.minimum(rows.starts, len(rows.text) - 1)] == 9
    )
    targets = rows.which(rows.free & ~tabbed & (rows.count(":") > 0), _TARGET.fullmatch)
    found = int((targets[:-1] & tabbed[1:]).sum())
    return f"{found} targets with commands below" if found else ""


def _dockerfile(rows: Rows) -> str:
    if "FROM " not in rows.text:
        return ""
    flags = rows.which(rows.free & rows.ascii_heads, _INSTRUCTION.fullmatch)
    lines = [rows.lines[row] for row in flags.nonzero()[0].tolist()]
    based = any(line.startswith("FROM ") for line in lines)
    return f"{len(lines)} instructions of a build" if based and len(lines) >= INSTRUCTIONS else ""


def _schedule(rows: Rows) -> str:
    if not any(sign in rows.text for sign in ("* ", "@re", "@da", "@ho", "@we", "@mo", "@ye", "/")):
        return ""
    able = rows.free & rows.ascii_heads & (rows.words > 2)
    found = (
        int(rows.which(able, _SCHEDULE.fullmatch).sum())
        if "*" in rows.text or "@" in rows.text
        else 0
    )
    if found >= FEW:
        return f"{found} lines of a schedule"
    mounts = int(rows.which(able, _MOUNT.fullmatch).sum()) if "/" in rows.text else 0
    return f"{mounts} lines of mounts" if mounts >= FEW else ""


_STATEMENT = regex(
    r"(?:CREATE (?:TABLE|DATABASE|INDEX|VIEW|OR|UNIQUE|USER|TEMP\w*|TRIGGER|FUNCTION"
    r"|PROCEDURE)|INSERT (?:INTO|IGNORE)"
    r"|SELECT\b.*|UPDATE \S+ SET|DELETE FROM|ALTER TABLE|DROP (?:TABLE|DATABASE|INDEX"
    r"|VIEW)|WITH \S+ AS"
    r"|REPLACE INTO|COMMENT ON|GRANT |USE |SET )\b.*",
    re.I | re.S,
)
_LAST = regex(r".*;\s*(?:--.*|/\*.*\*/\s*|#.*)?")
_SAYS = regex(r"\b(?:FROM|TABLE|INTO|VALUES|DATABASE|VIEW|INDEX|SET|ON|AS|USE)\b", re.I)
_REMARK = regex(r"--.*|/\*.*|\*.*|#.*")
LONGEST = 300  # rows of a statement


def statements(rows: Rows) -> Iterator[Notation]:
    """SQL: statements up to their semicolon, with the remarks about them."""
    if ";" not in rows.text:
        return
    starts = rows.which(rows.free & rows.ascii_heads & (rows.words > 1), _STATEMENT.fullmatch)
    if not starts.any():
        return
    ends = rows.which(rows.free & (rows.count(";") > 0), _LAST.fullmatch).nonzero()[0]
    inside = np.zeros(len(rows), np.bool_)
    for row in starts.nonzero()[0].tolist():
        if inside[row]:
            continue
        place = int(np.searchsorted(ends, row))
        last = int(ends[place]) if place < len(ends) else -1
        if row <= last < row + LONGEST and _SAYS.search("\n".join(rows.lines[row : last + 1])):
            inside[row : last + 1] = True
    if not inside.any():
        return
    remarks = rows.which(rows.free & rows.among(rows.heads, "-/*#"), _REMARK.fullmatch)
    for first, last in rows.runs((inside | remarks) & rows.free, across_blanks=True):
        if inside[first : last + 1].any():
            yield Notation(*rows.span(first, last), PROGRAM, "statements of SQL")
            rows.take(first, last)


_TRACE = regex(
    r"at [\w.$<>/@]+\(.*\).*|Caused by: .*|\.\.\. \d+ (?:more|common frames omitted)"
    r"|Traceback \(most recent call last\):"
    r"|File \".*\", line \d+.*|(?:[a-z]\w*\.)+[A-Z]\w*(?:Error|Exception|Warning)\b.*"
    r"|[A-Z]\w*(?:Error|Exception): .*"
    r"|Exception in thread .*|goroutine \d+ .*|panic: .*"
)


def traces(rows: Rows) -> Iterator[Notation]:
    """What a program tells when it fails: the calls it was in."""
    if not any(sign in rows.text for sign in ("at ", "Traceback", "Error", "Exception", "panic: ")):
        return
    flags = rows.which(rows.free & rows.ascii_heads, _TRACE.fullmatch)
    for first, last, count in rows.near(flags, 1):
        if count > 1 and rows.free[first : last + 1][~rows.blank[first : last + 1]].all():
            yield Notation(*rows.span(first, last), LOG, f"{count} lines of a trace")
            rows.take(first, last)
