"""A fix in the text around it."""

from __future__ import annotations

from cleaner.messages.language import said
from cleaner.report.findings import Change
from cleaner.report.look import PLAIN, Look, head, shorten, tail, visible
from cleaner.report.places import Places
from cleaner.report.signs import labelled
from cleaner.review.model import Fix
from cleaner.review.own import span

BESIDE = 24  # characters on each side
PAGE = 400  # lines that are shown as a page, at most; set by hand


def excerpt(fix: Fix, look: Look = PLAIN) -> str:
    """The changes of a fix marked in the source around them, on one line."""
    first, *others = fix.changes
    shown = [visible(tail(fix.left, BESIDE)), _marked(first, fix, look)]
    place = first.end
    end = place + len(fix.right)
    for each in others:
        if place <= each.start <= each.end <= end:
            shown.append(visible(fix.right[place - first.end : each.start - first.end]))
            place = each.end
        else:
            shown.append(" … ")
        shown.append(_marked(each, fix, look))
    shown.append(visible(head(fix.right[place - first.end :], BESIDE)))
    return "".join(shown)


def _marked(each: Change, fix: Fix, look: Look) -> str:
    if each.to is not None:
        up = each.to < each.start
        goal = said(f"up to line {fix.goal}" if up else f"down to line {fix.goal}")
        return f"{shorten(visible(each.before))} → {goal}".join(look.moved)
    if fix.safety == "note" and each.before == each.after:
        return labelled(each.before).join(look.moved)
    gone, new = labelled(each.before).join(look.gone), labelled(each.after).join(look.new)
    return (gone if each.before else "") + (new if each.after else "")


def own_text(fix: Fix, text: str, own: str, look: Look = PLAIN) -> str:
    """What a reviewer has written in the place of a fix, in the source around it."""
    start, end = span(fix)
    before = visible(tail(text[max(0, start - 2 * BESIDE) : start], BESIDE))
    after = visible(head(text[end : end + 2 * BESIDE], BESIDE))
    gone, new = labelled(text[start:end]).join(look.gone), labelled(own).join(look.new)
    return f"{before}{gone}{new if own else ''}{after}"


def page_around(fix: Fix, text: str, look: Look = PLAIN, rows: int = PAGE) -> str:
    """The source with the place marked, its lines numbered: so many of them around the place."""
    start, end = span(fix)
    places = Places(text)
    here, last = places.line(start), len(places.starts) - text.endswith(("\n", "\r"))
    first = max(1, min(here - rows // 2, last - rows + 1))
    width = len(str(last))
    return "".join(
        f"{number:{width}}  {_line(places, number, (start, end), look)}\n"
        for number in range(first, min(first + rows, last + 1))
    )


def _line(places: Places, number: int, place: tuple[int, int], look: Look) -> str:
    """A line without its end, with what of a place stands in it marked."""
    starts, text = places.starts, places.text
    begins = starts[number - 1]
    ends = starts[number] if number < len(starts) else len(text)
    low, high = max(begins, place[0]), min(ends, place[1])
    if low > high or (low == high and place[0] < place[1]) or low == ends < len(text):
        return visible(text[begins:ends].rstrip("\r\n"))
    marked = visible(text[low:high].rstrip("\r\n") if high > low + 1 else text[low:high])
    return (
        visible(text[begins:low])
        + marked.join(look.moved)
        + visible(text[high:ends].rstrip("\r\n"))
    )
