"""Review in a terminal: one place at a time, one key a decision."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from cleaner.report.look import COLOUR, PLAIN, visible
from cleaner.review.decisions import Verdict
from cleaner.review.excerpts import excerpt
from cleaner.review.keys import Keys
from cleaner.review.model import Fix, Series
from cleaner.review.session import Session

EXAMPLES = 3  # further places shown with a series
HELP = """\
y  accept this place            n  reject this place
a  accept the whole series      d  reject the whole series
j  leave this place undecided   s  leave the series undecided
k  back to the place before     l  list all places of the series
u  undo the last decision       /  search, then Enter
q  quit; what is decided is kept, and the rest is asked next time
"""


class Prompt:
    """Shows what is undecided in a session, and decides it by keys.

    `put` writes text. A place is known by its number in the order of review.
    """

    def __init__(self, session: Session, put: Callable[[str], None], colour: bool = False) -> None:
        self.session = session
        self.put = put
        self.look = COLOUR if colour else PLAIN
        self.order = [(series, fix) for series in session.series for fix in series.fixes]
        self.left: set[int] = set()
        self.shown: list[int] = []
        self._last: Series | None = None

    def run(self, keys: Keys) -> None:
        """Ask until nothing is left, or the keys end."""
        place = self._next(0)
        while place is not None:
            self._show(place)
            key = keys.key()
            if key in ("", "q"):
                self.put("\n")
                break
            place = self._answer(key, place, keys)
        self.put(self._summary())

    def _answer(self, key: str, place: int, keys: Keys) -> int | None:
        """Do what a key says; the place to show next."""
        series, fix = self.order[place]
        self.put(f"{visible(key)}\n")
        if key in "yn":
            self.session.decide(fix.id, Verdict.ACCEPT if key == "y" else Verdict.REJECT)
        elif key in "ad":
            self.session.decide(series.name, Verdict.ACCEPT if key == "a" else Verdict.REJECT)
        elif key == "j":
            self.left.add(place)
        elif key == "s":
            self.left.update(n for n, (each, _) in enumerate(self.order) if each is series)
        elif key == "k":
            return self._back(place)
        elif key == "u":
            return self._undo(place)
        elif key == "/":
            self.put("/")
            return self._find(keys.line(), place)
        elif key == "l":
            self._list(series)
            return place
        else:
            self.put(HELP)
            return place
        return self._next(place)

    def _next(self, place: int) -> int | None:
        """The first undecided place from `place` on, then from the start."""
        for number in chain(range(place, len(self.order)), range(place)):
            if number not in self.left and self.session.verdict(self.order[number][1]) is None:
                return number
        return None

    def _back(self, place: int) -> int:
        while self.shown and self.shown[-1] == place:
            self.shown.pop()
        return self.shown.pop() if self.shown else place

    def _undo(self, place: int) -> int:
        name = self.session.undo()
        if name is None:
            self.put("nothing to undo\n")
            return place
        return next(n for n, (_, fix) in enumerate(self.order) if name in fix.names)

    def _find(self, wanted: str, place: int) -> int:
        for number in chain(range(place + 1, len(self.order)), range(place + 1)):
            if wanted and wanted in _searched(self.order[number][1]):
                return number
        self.put(f"not found: {visible(wanted)}\n")
        return place

    def _show(self, place: int) -> None:
        series, fix = self.order[place]
        if series is not self._last:
            self._introduce(series)
            self._last = series
        if not self.shown or self.shown[-1] != place:
            self.shown.append(place)
        self.put(f"{self._place(fix)}\n{self._progress(series, fix)} [y,n,a,d,j,s,k,l,u,/,q,?] ")

    def _introduce(self, series: Series) -> None:
        """What a series is about, and a few of its other places."""
        number = self.session.series.index(series) + 1
        title = visible(series.name).join(self.look.heading)
        self.put(f"\nSeries {number} of {len(self.session.series)}: {title}\n")
        reasons = "; ".join(sorted({fix.why for fix in series.fixes}))
        self.put(f"{_counted(series)}. {visible(reasons)}.\n")
        for fix in series.fixes[1 : 1 + EXAMPLES]:
            self.put(f"  {self._place(fix)}\n")
        more = len(series.fixes) - 1 - EXAMPLES
        self.put(f"  and {more} more (l lists them)\n\n" if more > 0 else "\n")

    def _list(self, series: Series) -> None:
        for fix in series.fixes:
            verdict = self.session.verdict(fix)
            self.put(f"  {f'[{verdict}] ' if verdict else ''}{self._place(fix)}\n")

    def _place(self, fix: Fix) -> str:
        return f"{visible(fix.file)}:{fix.line}: {excerpt(fix, self.look)}"

    def _progress(self, series: Series, fix: Fix) -> str:
        """How much is decided, and on the place at hand what."""
        decided = sum(self.session.verdict(each) is not None for _, each in self.order)
        verdict = self.session.verdict(fix)
        here = verdict or (fix.safety if fix.safety == "note" else _state(fix))
        return f"({decided}/{len(self.order)} decided; {here})"

    def _summary(self) -> str:
        open_ = sum(self.session.verdict(fix) is None for _, fix in self.order)
        done = len(self.order) - open_
        where = visible(str(self.session.path))
        return f"{done} of {len(self.order)} places decided, {open_} left: {where}\n"


def _state(fix: Fix) -> str:
    return "applied" if fix.applied else "suggested"


def _counted(series: Series) -> str:
    count = len(series.fixes)
    state = "suggested" if series.open else _state(series.fixes[0])
    state = "noted" if series.fixes[0].safety == "note" else state
    return f"{count} place{'s' if count > 1 else ''}, {state}"


def _searched(fix: Fix) -> str:
    changes = "".join(each.before + each.after for each in fix.changes)
    return "\n".join((fix.series, fix.why, fix.file, fix.left + changes + fix.right))
