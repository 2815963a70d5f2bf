"""Command line: ``python -m bench.pages make``, ``check``, ``score``, ``places`` and ``pdf``."""

import argparse
from pathlib import Path

from .cases import cases, read_cases, write_cases
from .check import shares, table
from .compose import compose
from .extract import EXTRACTORS
from .renderers import RENDERERS, absent


def main() -> None:
    """Reads the arguments and runs the command."""
    args = _parser().parse_args()
    args.run(args)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    commands = parser.add_subparsers(required=True)
    make = commands.add_parser("make", help="write cases as JSON Lines")
    make.add_argument("--seeds", type=seed_range, required=True, help="A:B, B not included")
    make.add_argument("--extractors", default=",".join(EXTRACTORS), help="comma-separated")
    make.add_argument("--own", action="store_true", help="only the shipped corpus")
    make.add_argument("--renderer", choices=RENDERERS, default="typst")
    make.add_argument("-o", "--output", type=Path, required=True)
    make.set_defaults(run=_make)
    check = commands.add_parser("check", help="share of the truth found in the texts of a file")
    check.add_argument("file", type=Path)
    check.set_defaults(run=_check)
    scored = commands.add_parser("score", help="how well the texts of a file are read")
    scored.add_argument("file", type=Path)
    scored.set_defaults(run=_score)
    told = commands.add_parser("reasons", help="how often each reason for a join is right")
    told.add_argument("file", type=Path)
    told.set_defaults(run=_reasons)
    pdf = commands.add_parser("pdf", help="write the PDF of one seed")
    pdf.add_argument("seed", type=int)
    pdf.add_argument("--own", action="store_true", help="only the shipped corpus")
    pdf.add_argument("--renderer", choices=RENDERERS, default="typst")
    pdf.add_argument("-o", "--output", type=Path, required=True)
    pdf.set_defaults(run=_pdf)
    placed = commands.add_parser("places", help="write pages as PDF, hOCR, ALTO, TSV, and JSON")
    placed.add_argument("--seeds", type=seed_range, required=True, help="A:B, B not included")
    placed.add_argument("--forms", default="pdf,hocr,alto,tsv", help="comma-separated")
    placed.add_argument("--kind", choices=("plain", "modular"), default="plain")
    placed.add_argument("--own", action="store_true", help="only the shipped corpus")
    placed.add_argument("-o", "--output", type=Path, required=True, help="a folder")
    placed.set_defaults(run=_places)
    return parser


def seed_range(text: str) -> range:
    """``0:60`` -> the seeds 0 to 59."""
    first, last = text.split(":")
    return range(int(first), int(last))


def _make(args: argparse.Namespace) -> None:
    _require(args.renderer)
    found = cases(args.seeds, args.extractors.split(","), args.own, args.renderer)
    print(f"{write_cases(found, args.output)} cases -> {args.output}")


def _check(args: argparse.Namespace) -> None:
    readings = ((case.extractor, case.text, case.truth) for case in read_cases(args.file))
    print(table(shares(readings)))


def _score(args: argparse.Namespace) -> None:
    from .score import report, score

    print(report(score(read_cases(args.file))))


def _reasons(args: argparse.Namespace) -> None:
    from .reasons import report

    print(report(read_cases(args.file)))


def _pdf(args: argparse.Namespace) -> None:
    _require(args.renderer)
    args.output.write_bytes(RENDERERS[args.renderer](compose(args.seed, args.own)))


def _places(args: argparse.Namespace) -> None:
    from .places import write

    count = write(args.seeds, args.forms.split(","), args.kind, args.own, args.output)
    print(f"{count} pages -> {args.output}")


def _require(renderer: str) -> None:
    """Stops with a message where the renderer is not installed."""
    if reason := absent(renderer):
        raise SystemExit(reason.strip())


if __name__ == "__main__":
    main()
