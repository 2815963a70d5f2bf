"""Other tools beside the project: `python -m bench.peers`.

On the one-line cases of fixtures/one-line.toml, how many repairs a tool gets right and how many
lines it leaves alone; on clean news, how many characters it changes. Every tool runs as it comes,
with these exceptions: OpenCC converts to Simplified unless a case asks for another script, and a
text that is Traditional throughout is not given to it unasked.

A tool that is not installed is said to be absent. Node finds zhlint where NODE_PATH says:
`npm install --prefix FOLDER zhlint`, then `NODE_PATH=FOLDER/node_modules python -m bench.peers`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

from rapidfuzz.distance import Levenshtein

from bench import one_line
from bench.one_line import KINDS, Case
from bench.tables import table

PER = 100_000
CONFIGS = {"s": "t2s", "t": "s2t", "tw": "s2tw", "hk": "s2hk"}
Peer = Callable[[Sequence[Case]], list[str]]
Tool = Callable[[str], str]
ZHLINT = """
const { run } = require("zhlint");
const one = (text) => {
  try { return run(text, { rules: { preset: "default" } }).result; } catch { return text; }
};
const spent = (texts) => {  // seconds of processor time
  const before = process.cpuUsage();
  texts.forEach(one);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};
console.log = console.warn = console.error = () => {};
let input = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => { input += part; });
process.stdin.on("end", () => {
  const { texts, rounds } = JSON.parse(input);
  const made = rounds ? Array.from({ length: rounds }, () => spent(texts)) : texts.map(one);
  process.stdout.write(JSON.stringify(made));
});
"""


class Absent(Exception):  # noqa: N818
    """A tool is not installed; the message says what is missing."""


def measure(cases: Sequence[Case]) -> dict[str, list[str] | None]:
    """What each tool makes of the cases; None of a tool that is absent."""
    found: dict[str, list[str] | None] = {}
    for name, peer in PEERS.items():
        try:
            found[name] = peer(cases)
        except Absent:
            found[name] = None
    return found


def _loaded(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise Absent(f"{module} is not installed") from None


def project(cases: Sequence[Case]) -> list[str]:
    """The default run."""
    return [one_line.project(case) for case in cases]


def autocorrect() -> Tool:
    """`autocorrect_py.format`."""
    tool: Tool = _loaded("autocorrect_py").format
    return tool


def ftfy() -> Tool:
    """`ftfy.fix_text`."""
    tool: Tool = _loaded("ftfy").fix_text
    return tool


def pangu() -> Tool:
    """`pangu.space_text`, called `spacing_text` before version 6."""
    module = _loaded("pangu")
    tool: Tool = getattr(module, "space_text", None) or module.spacing_text
    return tool


def simplified() -> Tool:
    """OpenCC's `t2s`."""
    tool: Tool = _loaded("opencc").OpenCC(CONFIGS["s"]).convert
    return tool


def _each(tool: Callable[[], Tool]) -> Peer:
    def peer(cases: Sequence[Case]) -> list[str]:
        function = tool()
        return [function(case.text) for case in cases]

    return peer


def opencc(cases: Sequence[Case]) -> list[str]:
    """The conversion a case asks for; to Simplified where it asks for none and is not Traditional."""
    module = _loaded("opencc")
    converters = {script: module.OpenCC(name) for script, name in CONFIGS.items()}

    def converted(case: Case) -> str:
        text, script = case.text, case.settings.get("script")
        simple: str = converters[script or "s"].convert(text)
        traditional = simple != text and converters["t"].convert(text) == text
        return text if traditional and not script else simple

    return [converted(case) for case in cases]


def zhlint(cases: Sequence[Case]) -> list[str]:
    """zhlint with its preset `default`, in one run of Node."""
    made: list[str] = _in_node([case.text for case in cases])
    return made


def zhlint_seconds(texts: Sequence[str], rounds: int) -> float:
    """CPU time of zhlint for all texts, best of some rounds in one run of Node."""
    return min(map(float, _in_node(texts, rounds)))


def _in_node(texts: Sequence[str], rounds: int = 0) -> Any:
    node = shutil.which("node")
    if node is None:
        raise Absent("node is not installed")
    asked = json.dumps({"texts": texts, "rounds": rounds})
    done = subprocess.run([node, "-e", ZHLINT], input=asked, capture_output=True, encoding="utf-8")
    if "MODULE_NOT_FOUND" in done.stderr:
        raise Absent("Node finds no zhlint")
    done.check_returncode()
    return json.loads(done.stdout)


TOOLS = {"autocorrect-py": autocorrect, "ftfy": ftfy, "OpenCC": simplified, "pangu": pangu}
PEERS: dict[str, Peer] = {
    "cleaner": project,
    "autocorrect-py": _each(autocorrect),
    "ftfy": _each(ftfy),
    "OpenCC": opencc,
    "pangu": _each(pangu),
    "zhlint": zhlint,
}


def report(cases: Sequence[Case] | None = None) -> str:
    """How many cases each tool gets right, by what is asked and by section, and what fails here."""
    cases = one_line.read() if cases is None else cases
    made = measure(cases)
    parts = [
        "Lines that a tool gets right. Where it is a matter of style or doubt, left alone is right, and\n"
        "so is the other reading; that the project suggests it is asked in the list below.\n",
        _right(cases, made, KINDS, lambda case: case.kind),
        "The same by section, repaired / left alone:\n",
        _by_section(cases, made),
    ]
    faults = [(case, one_line.fault(case)) for case in cases]
    failing = [f"- {case.section}, {case.why}: `{case.text}`" for case, fault in faults if fault]
    failing = [line.replace("\n", "⏎") for line in failing]
    parts.append(f"{len(failing)} cases are not right yet:\n" if failing else "All are right.\n")
    return "\n".join(parts) + "\n".join(failing) + "\n" * bool(failing)


def _right(
    cases: Sequence[Case],
    made: dict[str, list[str] | None],
    groups: Iterable[str],
    group: Callable[[Case], str],
) -> str:
    totals = Counter(map(group, cases))
    header = ["tool", *(f"{name}, of {totals[name]}" for name in groups)]
    rows = []
    for name, results in made.items():
        right = Counter(group(case) for case in _done(cases, results))
        rows.append([name, *("absent" if results is None else right[each] for each in groups)])
    others = [results for name, results in made.items() if name != "cleaner"]
    union = {id(case): case for results in others for case in _done(cases, results)}
    any_other = Counter(map(group, union.values()))
    rows.append(["any of the others", *(any_other[each] for each in groups)])
    return table(header, rows)


def _by_section(cases: Sequence[Case], made: dict[str, list[str] | None]) -> str:
    sections = list(dict.fromkeys(case.section for case in cases))
    totals = Counter((case.section, case.kind) for case in cases)

    def figures(counts: Counter[tuple[str, str]], section: str) -> str:
        return " / ".join(str(counts[section, kind]) for kind in KINDS[:2])

    rows = [["all", *(figures(totals, section) for section in sections)]]
    for name, results in made.items():
        right = Counter((case.section, case.kind) for case in _done(cases, results))
        rows.append(
            [name, *("absent" if results is None else figures(right, each) for each in sections)]
        )
    return table(["tool", *sections], rows)


def _done(cases: Sequence[Case], results: Sequence[str] | None) -> list[Case]:
    """The cases a tool got right."""
    return [
        case
        for case, made in zip(cases, results or (), strict=results is not None)
        if any(one_line.alike(made, expected) for expected in case.expected)
    ]


def harm(texts: Sequence[str]) -> str:
    """Characters each tool changes in 100,000 of `texts`: put in, taken out or replaced."""
    made = measure([Case("clean", text, "") for text in texts])
    size = sum(map(len, texts))
    rows = []
    for name, results in made.items():
        if results is None:
            rows.append([name, "absent", "absent"])
            continue
        changes = [
            Levenshtein.distance(text.strip("\n"), result.strip("\n"))
            for text, result in zip(texts, results, strict=True)
        ]
        rate = PER * sum(changes) / max(1, size)
        rows.append([name, sum(map(bool, changes)), f"{rate:,.2f}"])
    header = ("tool", f"texts changed, of {len(texts)}", "characters changed in 100,000")
    return table(header, rows)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.peers", description="One-line cases beside other tools."
    )
    parser.parse_args(arguments)
    print(report())


if __name__ == "__main__":
    main()
