"""Review in a terminal: one place at a time, one key a decision."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from cleaner.messages.language import said, word
from cleaner.report.look import LABELLED, PLAIN, visible
from cleaner.report.signs import labelled
from cleaner.review.decisions import Verdict
from cleaner.review.excerpts import PAGE, excerpt, own_text, page_around
from cleaner.review.keys import Keys
from cleaner.review.model import Fix, Series, sort_key
from cleaner.review.own import OwnTextError, span
from cleaner.review.placing import numbers
from cleaner.review.session import Session

EXAMPLES = 3  # further places shown with a series
HELP = """\
y  accept this place            n  reject this place
a  accept the whole series      d  reject the whole series
e  write what stands here       1  and further: take that candidate
w  write what no rule has found, in the text around: what is there=what it is to be
m  move lines: 12-15=3, to before line 3; 12-15=3+, on from the end of line 3
h  the headline of a story: 12=3, line 12 is that of what begins at line 3
b  where an article begins: 20, one begins at line 20; -20, none begins there
c  comment on the decision      o  show the page around this place, lines numbered
j  leave this place undecided   s  leave the series undecided
k  back to the place before     l  list all places of the series
u  undo the last decision       /  search, then Enter
q  quit; what is decided is kept, and the rest is asked next time
"""
NOTHING = "\\"  # typed alone: nothing stands there
LINE_END = "\\n"
VERDICTS = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.REPLACE: "written by hand",
    Verdict.MOVE: "moved by hand",
    Verdict.CONTINUE: "moved by hand, goes on",
    Verdict.HEADLINE: "headline by hand",
    Verdict.START: "an article begins here",
    Verdict.JOIN: "no article begins here",
}
KEYS = "y,n,a,d,e,w,m,h,b,c,o,j,s,k,l,u,/,q,?"
ASKED = {
    "m": "lines=line they go before, or line+ they go on from (12-15=3, empty: leave it): ",
    "h": "line of the headline=line where its story begins (12=3, empty: leave it): ",
    "b": "line where an article begins, or with - where none does (20, -20, empty: leave it): ",
}


class Prompt:
    """Shows what is undecided in a session, and decides it by keys.

    `put` writes text. A place is known by its number in the order of review, see `model.sort_key`.
    `rows`: how many lines of a page are shown around a place.
    """

    def __init__(
        self,
        session: Session,
        put: Callable[[str], None],
        colour: bool = False,
        sort: str = "kind",
        rows: int = PAGE,
    ) -> None:
        self.session = session
        self.put = put
        self.look = LABELLED if colour else PLAIN
        places = [(series, fix) for series in session.series for fix in series.fixes]
        key = sort_key(session.series, sort)
        self.order = sorted(places, key=lambda place: key(place[1]))
        self.rows = rows
        self.by_series = sort in ("kind", "count")
        self.left: set[int] = set()
        self.shown: list[int] = []
        self._last: Series | None = None
        self._keys = {
            "y": self._accept, "n": self._reject, "a": self._accept_all, "d": self._reject_all,
            "j": self._leave, "s": self._leave_all, "k": self._back, "u": self._undo,
            "l": self._list, "o": self._page, "?": self._help,
        }  # fmt: skip

    def say(self, message: str) -> None:
        """Put a line in the language of the user."""
        self.put(said(message) + "\n")

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
        self.put(f"{visible(key)}\n")
        if key == "/":
            self.put("/")
            return self._find(keys.line(), place)
        if key == "e":
            return self._write(place, keys)
        if key == "w":
            return self._write_near(place, keys)
        if key in ASKED:
            return self._put_elsewhere(key, place, keys)
        if key == "c":
            return self._comment(place, keys)
        if key in self._keys:
            return self._keys[key](place)
        if key.isdigit() and key != "0":
            return self._choose(int(key), place)
        self.say(f"{visible(key)}: no such key; ? lists them")
        return place

    def _accept(self, place: int) -> int | None:
        return self._decide(self.order[place][1].id, Verdict.ACCEPT, place)

    def _reject(self, place: int) -> int | None:
        return self._decide(self.order[place][1].id, Verdict.REJECT, place)

    def _accept_all(self, place: int) -> int | None:
        return self._decide(self.order[place][0].name, Verdict.ACCEPT, place)

    def _reject_all(self, place: int) -> int | None:
        return self._decide(self.order[place][0].name, Verdict.REJECT, place)

    def _decide(self, name: str, verdict: Verdict, place: int) -> int | None:
        self.session.decide(name, verdict)
        return self._next(place)

    def _leave(self, place: int) -> int | None:
        self.left.add(place)
        return self._next(place)

    def _leave_all(self, place: int) -> int | None:
        series, _ = self.order[place]
        self.left.update(n for n, (each, _) in enumerate(self.order) if each is series)
        return self._next(place)

    def _help(self, place: int) -> int:
        self.put(said(HELP))
        return place

    def _write(self, place: int, keys: Keys) -> int | None:
        """Put what is typed in the place of a fix."""
        _, fix = self.order[place]
        start, end = span(fix)
        before = labelled(self.session.texts[fix.file][start:end]).join(self.look.gone)
        self.put(
            said(f"instead of {before} (\\n a line end, a lone \\ nothing, empty: leave it): ")
        )
        typed = keys.line()
        if not typed:
            return place
        own = "" if typed == NOTHING else typed.replace(LINE_END, "\n").replace("⏎", "\n")
        return self._own(own, place)

    def _write_near(self, place: int, keys: Keys) -> int:
        """Put what is typed in the place of a text that no rule has found, the nearest one."""
        _, fix = self.order[place]
        text = self.session.texts[fix.file]
        self.put(said("what is there=what it is to be (empty: leave it): "))
        typed = keys.line()
        # What Chinese is typed with gives the wide one.
        before, equals, own = typed.partition("=" if "=" in typed else "＝")
        if not before or not equals:
            return place
        here, _ = span(fix)
        found = [at for at in (text.find(before, here), text.rfind(before, 0, here)) if at >= 0]
        if not found:
            self.say(f"not found in {visible(fix.file)}: {visible(before)}")
            return place
        start = min(found, key=lambda at: abs(at - here))
        try:
            made = self.session.write(fix.file, start, start + len(before), own)
        except OwnTextError as error:
            self.say(f"not taken: {error}")
            return place
        self.put(f"{visible(made.file)}:{made.line}: {own_text(made, text, own, self.look)}\n")
        return place

    def _put_elsewhere(self, key: str, place: int, keys: Keys) -> int:
        """Move lines of the file at hand, or say where its articles begin, by their numbers."""
        _, fix = self.order[place]
        self.put(said(ASKED[key]))
        typed = keys.line()
        if not typed.strip():
            return place
        lines = numbers(key, typed)
        if lines is None:
            self.say(f"not understood: {visible(typed)}")
            return place
        try:
            made = self.session.place(lines.kind, fix.file, lines.first, lines.last, lines.goal)
        except OwnTextError as error:
            self.say(f"not taken: {error}")
            return place
        self.put(f"{visible(made.file)}:{made.line}: {excerpt(made, self.look)}\n")
        self.say(VERDICTS[lines.kind])
        return place

    def _choose(self, number: int, place: int) -> int | None:
        """Take the candidate of that number; the first is what the rule says."""
        _, fix = self.order[place]
        if number > len(fix.candidates):
            self.say(f"{number}: there is no such candidate")
            return place
        chosen = fix.candidates[number - 1]
        if len(fix.changes) == 1 and chosen == fix.changes[0].after and fix.safety != "note":
            return self._accept(place)
        return self._own(chosen, place)

    def _own(self, own: str, place: int) -> int | None:
        try:
            self.session.correct(self.order[place][1].id, own)
        except OwnTextError as error:
            self.say(f"not taken: {error}")
            return place
        return self._next(place)

    def _comment(self, place: int, keys: Keys) -> int:
        """Write a comment to what is decided here, or else to what was decided last."""
        series, fix = self.order[place]
        decided = self.session.book.decisions
        name = next((name for name in (fix.id, series.name) if name in decided), None)
        name = name or self.session.last
        if name is None or name not in decided:
            self.say("nothing is decided yet that a comment could be on")
            return place
        self.put(visible(self._named(name)) + word(": ") + said("comment (empty: none): "))
        try:
            self.session.comment(name, keys.line())
        except OwnTextError as error:
            self.say(f"not taken: {error}")
        return place

    def _named(self, name: str) -> str:
        decision = self.session.book.decisions[name]
        what = f"{decision.before}→{decision.after}" if decision.id else decision.name
        return f"{said(VERDICTS[decision.verdict])} {what}"

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
            self.say("nothing to undo")
            return place
        return next((n for n, (_, fix) in enumerate(self.order) if name in fix.names), place)

    def _find(self, wanted: str, place: int) -> int:
        for number in chain(range(place + 1, len(self.order)), range(place + 1)):
            if wanted and wanted in _searched(self.order[number][1]):
                return number
        self.say(f"not found: {visible(wanted)}")
        return place

    def _page(self, place: int) -> int:
        _, fix = self.order[place]
        self.put(f"\n{visible(fix.file)}\n")
        self.put(page_around(fix, self.session.texts[fix.file], self.look, self.rows))
        return place

    def _show(self, place: int) -> None:
        series, fix = self.order[place]
        if series is not self._last:
            self._introduce(series, fix)
            self._last = series
        if not self.shown or self.shown[-1] != place:
            self.shown.append(place)
        self.put(f"{self._place(fix)}\n{self._choices(fix)}{self._progress(fix)} [{KEYS}] ")

    def _introduce(self, series: Series, fix: Fix) -> None:
        """What a series is about, and a few of its other places."""
        title = _title(series).join(self.look.heading)
        if not self.by_series:
            self.put(f"\n{title}{word(': ')}{visible(said(fix.why))}\n")
            return
        number = self.session.series.index(series) + 1
        count = len(self.session.series)
        self.put("\n")
        self.say(f"Series {number} of {count}: {title}")
        reasons = word("; ").join(map(said, sorted({each.why for each in series.fixes})))
        self.put(_counted(series) + word(". ") + visible(reasons) + word(".\n"))
        others = [each for each in series.fixes if each is not fix]
        for each in others[:EXAMPLES]:
            self.put(f"  {self._place(each)}\n")
        number = len(others) - EXAMPLES
        if number > 0:
            self.say(f"  and {number} more (l lists them)")
        self.put("\n")

    def _list(self, place: int) -> int:
        series, _ = self.order[place]
        for fix in series.fixes:
            verdict = self.session.verdict(fix)
            state = f"[{said(VERDICTS[verdict])}] " if verdict else ""
            self.put(f"  {state}{self._place(fix)}\n")
        return place

    def _place(self, fix: Fix) -> str:
        own = self.session.own(fix)
        text = self.session.texts.get(fix.file, "")
        shown = excerpt(fix, self.look) if own is None else own_text(fix, text, own, self.look)
        return f"{visible(fix.file)}:{fix.line}: {shown}"

    def _choices(self, fix: Fix) -> str:
        """The candidates, by the numbers that choose them."""
        numbered = (f"{n} {labelled(each) or '∅'}" for n, each in enumerate(fix.candidates, 1))
        return f"  {'   '.join(numbered)}\n" if fix.candidates else ""

    def _progress(self, fix: Fix) -> str:
        """How much is decided, and on the place at hand what."""
        done, count = self._done(), len(self.order)
        verdict = self.session.verdict(fix)
        state = VERDICTS[verdict] if verdict else fix.state
        comment = self.session.comment_on(fix)
        if comment:
            return said(f"({done}/{count} decided; {state}; {visible(comment)})")
        return said(f"({done}/{count} decided; {state})")

    def _done(self) -> int:
        return sum(self.session.verdict(fix) is not None for _, fix in self.order)

    def _summary(self) -> str:
        done, count = self._done(), len(self.order)
        number, path = count - done, visible(str(self.session.path))
        return said(f"{done} of {count} places decided, {number} left: {path}") + "\n"


def _title(series: Series) -> str:
    """Its name; blanks that are changed are seen."""
    changes = series.name.removeprefix(series.rule).removeprefix(" ")
    return f"{visible(series.rule)} {labelled(changes)}" if changes else visible(series.name)


def _counted(series: Series) -> str:
    """How many places of each state there are."""
    count = len(series.fixes)
    states = dict.fromkeys(fix.state for fix in series.fixes)
    told = [f"{sum(fix.state == state for fix in series.fixes)} {state}" for state in states]
    places = f"{count} place{'s' if count > 1 else ''}"
    return word(", ").join(map(said, [places, *(told if len(told) > 1 else states)]))


def _searched(fix: Fix) -> str:
    changes = "".join(each.before + each.after for each in fix.changes)
    return "\n".join((fix.series, fix.why, said(fix.why), fix.file, fix.left + changes + fix.right))
