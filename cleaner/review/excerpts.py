"""A fix in the text around it."""

from __future__ import annotations

from cleaner.report.findings import Change
from cleaner.report.look import PLAIN, Look, change, head, tail, visible
from cleaner.review.model import Fix

BESIDE = 24  # characters on each side


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
        goal = "further up" if each.to < each.start else "further down"
        return f"{visible(each.before)} → {goal}".join(look.moved)
    if fix.safety == "note":
        return visible(each.before).join(look.moved)
    return change(each.before, each.after, look)
