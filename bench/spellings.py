"""Names spelt two ways: `python -m bench.spellings`. What `cleaner names check` finds.

News articles are so many files, without a dictionary. In one mention of ten of the people of
pycorrector's list a character is replaced, as in `bench.near_names`; the table is of several such
runs. A pair of spellings is to be found where the right one stands elsewhere. On the articles as they
are, likely pairs are false. Two misspellings of one name are neither right nor wrong. The texts are
not part of this project and are looked for in `../shared`; they are split for good into a tuning half
and a reporting half, as in `bench.harm`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable

from bench.harm import PER
from bench.near_names import HALVES, SOURCES, Confusion, all_sources, half, spoilt
from bench.tables import table
from cleaner.knowledge.lexicon import Lexicon
from cleaner.names.finder import Finder
from cleaner.names.people import PERSON
from cleaner.survey.forms import Form, compared, located, merged, recognised
from cleaner.survey.pairs import DOUBTFUL, LIKELY, Pair, pairs
from cleaner.text.characters import code_points
from cleaner.text.document import Source

RUNS = 8


def forms_in(texts: Iterable[str]) -> list[Form]:
    """The names in texts, each text a file."""
    sources = [Source.from_text(text, str(number)) for number, text in enumerate(texts)]
    lexicon = Lexicon.default()
    forms = merged(form for source in sources for form in recognised(source, lexicon))
    names, near = tuple(sorted(forms)), compared(forms.values())
    for name, form in merged(
        form for each in sources for form in located(each, names, near)
    ).items():
        forms.setdefault(name, form).places = form.places
    return list(forms.values())


def misspelt(
    texts: list[str], names: list[str], seed: int, sources: dict[str, Confusion]
) -> tuple[list[str], dict[frozenset[str], tuple[str, str]]]:
    """The texts spoilt, and the pairs to find: what is right and what it was spoilt by."""
    finder, wanted = Finder(names), {}
    articles = spoilt(texts, names, random.Random(seed), sources)
    for text, article in zip(texts, articles, strict=True):
        for start, end, name in finder.spans(text, code_points(text)):
            by = [article.right[place][1] for place in range(start, end) if place in article.right]
            if by and article.text[start:end] != name:
                wanted[frozenset((article.text[start:end], name))] = name, by[0]
    whole = "\n".join(article.text for article in articles)
    kept = {pair: truth for pair, truth in wanted.items() if truth[0] in whole}
    return [article.text for article in articles], kept


def measure(tuning: bool, runs: int = RUNS) -> tuple[Counter[str], list[Pair]]:
    """Counts over one half, and the pairs that are wrong or false."""
    texts, names = half(tuning)
    forms = forms_in(texts)
    clean = pairs(forms)
    known = {frozenset(form.name for form in pair.forms) for pair in clean}
    people = sum(not form.near and form.kind == PERSON for form in forms)
    counts = Counter({"characters": len("\n".join(texts)), "people": people, "names": len(names)})
    counts.update(f"false {pair.verdict}" for pair in clean)
    wrong, sources = list(clean), all_sources()
    for seed in range(runs):
        made, wanted = misspelt(texts, names, seed, sources)
        counts["wanted"] += len(wanted)
        counts.update(f"wanted {by}" for _, by in wanted.values())
        meant = {form: right for spelt, (right, _) in wanted.items() for form in spelt}
        for pair in pairs(forms_in(made)):
            spelt = frozenset(form.name for form in pair.forms)
            right, by = wanted.get(spelt, ("", ""))
            if right:
                counts.update((f"{pair.verdict} right", f"{pair.verdict} {by}"))
                counts["told"] += bool(pair.right)
                counts["told right"] += pair.right == right
            elif spelt not in known and len({meant.get(form, form) for form in spelt}) > 1:
                counts[f"{pair.verdict} wrong"] += 1
                wrong.append(pair)
    return counts, wrong


def report() -> str:
    """The figures of the reporting half as a table."""
    return _table(measure(tuning=False)[0], tuning=False)


def _table(counts: Counter[str], tuning: bool) -> str:
    likely, wrong = counts["likely right"], counts["likely wrong"]
    wanted, found = counts["wanted"], likely + counts["doubtful right"]
    per = PER / counts["characters"]
    rows = [
        (f"people recognised, {HALVES[tuning]} half", f"{counts['people']:,}"),
        ("names that are misspelt, and the pairs so made", f"{counts['names']}, {wanted:,}"),
        ("likely pairs that are right", f"{_share(likely, likely + wrong)} of {likely + wrong}"),
        ("pairs found to be likely", _share(likely, wanted)),
        *(
            (f"… by {by}", _share(counts[f"likely {by}"], counts[f"wanted {by}"]))
            for by in SOURCES
        ),
        ("pairs found, likely or doubtful", _share(found, wanted)),
        ("doubtful pairs that are right", f"{counts['doubtful right']} of {counts['doubtful right'] + counts['doubtful wrong']}"),
        ("the right form told", _share(counts["told right"], found)),
        ("… and a wrong one", _share(counts["told"] - counts["told right"], found)),
        *(
            (f"{kind} pairs in 100,000 characters as they are", f"{counts[f'false {kind}'] * per:.2f}")
            for kind in (LIKELY, DOUBTFUL)
        ),
    ]  # fmt: skip
    return table(("", "news, without a dictionary"), rows)


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.3f}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Names spelt two ways in news.")
    parser.add_argument("--tuning", action="store_true", help="the tuning half, with what is wrong")
    chosen = parser.parse_args(arguments)
    counts, wrong = measure(chosen.tuning)
    print(_table(counts, chosen.tuning))
    if chosen.tuning:
        for pair in wrong:
            print(pair.verdict, [form.name for form in pair.forms], pair.right, pair.why)


if __name__ == "__main__":
    main()
