"""A fix in the text around it."""

from __future__ import annotations

from cleaner.messages.language import said
from cleaner.report.findings import Change
from cleaner.report.look import PLAIN, Look, head, shorten, tail, visible
from cleaner.report.signs import labelled
from cleaner.review.model import Fix
from cleaner.review.own import span

BESIDE = 24  # characters on each side
PAGE = 400  # lines that are shown as a page, at most; set by hand
MARK = "\ue000\uf8ff\ue000"  # stands for the place while lines are cut


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
    marked = visible(text[start:end]).join(look.moved) if start < end else "".join(look.moved)
    lines = (text[:start] + MARK + text[end:]).splitlines()
    here = next(number for number, line in enumerate(lines) if MARK in line)
    first = max(0, min(here - rows // 2, len(lines) - rows))
    width = len(str(len(lines)))
    return "".join(
        f"{number:{width}}  {visible(line).replace(MARK, marked)}\n"
        for number, line in enumerate(lines[first : first + rows], first + 1)
    )
