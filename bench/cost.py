"""What texts cost that nobody writes, from 4,000 characters to a million: `python -m bench.cost`.

Each shape of `bench.shapes` and `bench.page_shapes` is cleaned at two sizes; those that cost most, or grow fastest, at two
larger ones, too. The exponent is that of the growth: 1 where twice the text takes twice the time.
"""

from __future__ import annotations

import argparse
import gc
import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from bench.page_shapes import PAGES
from bench.shapes import Shape, pairs, shapes, triples
from bench.tables import table
from cleaner import pipeline
from cleaner.config import PROFILES, SCRIPTS, Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.text.document import Source

FIRST = (1 << 12, 1 << 15)
LARGE = (1 << 18, 1 << 20)
WORST = 16  # shapes that are measured at the larger sizes
REACH = (1.15, 3.0)  # exponent, microseconds a character
PATIENCE = 200.0  # microseconds a character from which a shape is not cleaned at a larger size


@dataclass
class Cost:
    """Microseconds a character by size."""

    name: str
    shape: Shape
    spent: dict[int, float] = field(default_factory=dict)

    def measure(self, sizes: Iterable[int], settings: Settings) -> None:
        for size in sizes:
            if max(self.spent.values(), default=0.0) <= PATIENCE:
                self.spent[size] = microseconds(self.shape(size), settings)

    @property
    def exponent(self) -> float:
        """Of the growth from the last size but one to the last; 0 where one was too dear already."""
        if len(self.spent) < 2:
            return 0.0
        (small, before), (large, after) = [*self.spent.items()][-2:]
        return 1 + math.log(max(after, 1e-9) / before) / math.log(large / small)

    @property
    def most(self) -> float:
        """At the largest size that was measured."""
        return [*self.spent.values()][-1]

    @property
    def row(self) -> tuple[str, ...]:
        cells = (
            f"{self.spent[size]:.2f}" if size in self.spent else "" for size in (*FIRST, *LARGE)
        )
        return (self.name.replace("|", "¦"), *cells, f"{self.exponent:.2f}")


def microseconds(text: str, settings: Settings) -> float:
    """CPU time of cleaning `text`, a character; section by section, as a file is."""
    source, lexicon = Source.from_text(text), Lexicon.default()
    gc.collect()
    start = time.process_time()
    for _ in pipeline.stream(source, settings, lexicon):
        pass
    return (time.process_time() - start) / len(text) * 1e6


def measure(
    chosen: Mapping[str, Shape], settings: Settings, large: Iterable[int] = LARGE
) -> list[Cost]:
    """All shapes, the worst first. `large`: the sizes at which the worst are measured, too."""
    microseconds("昨日，全市召开服务业大会。", settings)  # what is read once is read now
    costs = [Cost(name, shape) for name, shape in chosen.items()]
    for cost in costs:
        cost.measure(FIRST, settings)
    for cost in {each.name: each for each in (*_most(costs), *_steepest(costs))}.values():
        cost.measure(large, settings)
    return sorted(costs, key=lambda cost: -cost.most)


def _most(costs: list[Cost]) -> list[Cost]:
    return sorted(costs, key=lambda cost: -cost.most)[:WORST]


def _steepest(costs: list[Cost]) -> list[Cost]:
    return sorted(costs, key=lambda cost: -cost.exponent)[: WORST // 2]


def report(costs: list[Cost], shown: int) -> str:
    """The worst shapes, and how many reach what is asked for."""
    header = ("shape", *(f"{size:,}" for size in (*FIRST, *LARGE)), "exponent")
    steep = sum(cost.exponent > REACH[0] for cost in costs)
    dear = sum(cost.most > REACH[1] for cost in costs)
    return (
        f"{len(costs)} shapes, microseconds a character. Median {median(c.most for c in costs):.2f};"
        f" over {REACH[1]}: {dear}; exponent over {REACH[0]}: {steep}.\n\n"
        + table(header, [cost.row for cost in costs[:shown]])
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.cost", description=__doc__)
    parser.add_argument(
        "words", nargs="*", help="only shapes whose names have one of these in them"
    )
    parser.add_argument("--pairs", type=int, default=0, help="so many pairs of atoms besides")
    parser.add_argument("--triples", type=int, default=0, help="so many patterns by chance besides")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--profile", choices=PROFILES, default=PROFILES[0])
    parser.add_argument("--script", choices=SCRIPTS, default=SCRIPTS[0])
    parser.add_argument("--quick", action="store_true", help="the two smaller sizes only")
    parser.add_argument("--largest", type=int, default=LARGE[-1], help="no text is longer")
    parser.add_argument("--shown", type=int, default=40)
    chosen = parser.parse_args(arguments)
    found = (
        shapes()
        | PAGES
        | dict(pairs(chosen.pairs, chosen.seed))
        | dict(triples(chosen.triples, chosen.seed))
    )
    if chosen.words:
        found = {name: found[name] for name in found if any(word in name for word in chosen.words)}
    large = () if chosen.quick else [size for size in LARGE if size <= chosen.largest]
    costs = measure(found, Settings(profile=chosen.profile, script=chosen.script), large)
    print(report(costs, chosen.shown))


if __name__ == "__main__":
    main()
