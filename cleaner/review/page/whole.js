// A whole page: its source and its result side by side, which scroll together.

const WHOLE = 30_000; // characters on each side of the place that are shown, at most

/** Source and result of the whole file, with the place at hand marked. */
class Whole {
  constructor(review) {
    this.review = review;
    this.dialog = byId("whole");
    this.panes = [byId("whole-before"), byId("whole-after")];
    for (const pane of this.panes) pane.addEventListener("scroll", () => this.follow(pane), { passive: true });
  }

  toggle(fix) {
    if (this.dialog.open) this.dialog.close();
    else if (fix) this.show(fix);
  }

  show(fix) {
    const text = this.review.text(fix);
    const [start, end] = this.review.span(fix);
    const [from, to] = [Math.max(0, start - WHOLE), Math.min(text.length, end + WHOLE)];
    const part = from > 0 || to < text.length;
    byId("whole-title").textContent = part ? say("partOf", fix.file, to - from) : say("pageOf", fix.file);
    const changes = this.review.changesIn(fix, from, to, this.review.verdict(fix) !== "reject" && this.review.does(fix));
    this.panes[0].replaceChildren(...this.source(text, from, to, changes, fix));
    this.panes[1].replaceChildren(...this.result(text, from, to, changes));
    this.dialog.showModal();
    this.anchors = this.panes.map((pane) => [...pane.querySelectorAll(".line")]);
    this.places = this.anchors.map((lines) => new Map(lines.map((line, place) => [line.dataset.line, place])));
    const here = this.panes[0].querySelector(".here");
    here?.scrollIntoView({ block: "center" });
    this.follow(this.panes[0]);
    markHits(byId("search").value);
  }

  /** The source with all that changes in it marked, the place at hand most of all. */
  source(text, from, to, changes, fix) {
    const rejected = changes.some((each) => each.mine) ? [] : this.review.changes(fix).filter((each) => each.start >= from && each.end <= to);
    const edits = [...changes, ...rejected.map((each) => ({ ...each, mine: true }))].sort((a, b) => a.start - b.start);
    const nodes = [];
    let place = from;
    for (const each of edits) {
      if (each.start < place) continue;
      nodes.push(...lined(text, place, each.start));
      const made = marked("span", each.mine && (each.before.trim() || each.after.trim()) ? "here" : "", each.to === undefined ? sourceMark(each) : [marked("span", "moved", lined(text, each.start, each.end))]);
      nodes.push(made);
      place = each.end;
    }
    return [...nodes, ...lined(text, place, to)];
  }

  /** What becomes of it: what moves stands where it goes. */
  result(text, from, to, changes) {
    const moves = changes.filter((each) => each.to !== undefined);
    const arrivals = groupBy(moves, (each) => each.to);
    const leaves = (at) => moves.some((each) => each.start <= at && at < each.end);
    const render = (start, end, inside) => {
      const nodes = [];
      let place = start;
      const rows = [
        ...changes.filter((each) => each.start >= start && each.end <= end && (inside ? each.to === undefined : each.to !== undefined || !leaves(each.start))),
        ...(inside ? [] : [...arrivals].filter(([goal]) => goal >= start && goal <= end).map(([goal, group]) => ({ start: goal, end: goal, group }))),
      ].sort((a, b) => a.start - b.start || a.end - b.end);
      for (const each of rows) {
        if (each.start < place) continue;
        nodes.push(...lined(text, place, each.start));
        if (each.group) nodes.push(...this.arrived(each.group, render));
        else if (each.to === undefined) nodes.push(...this.put(each));
        place = each.end;
      }
      return [...nodes, ...lined(text, place, end)];
    };
    return render(from, to, false);
  }

  /** What has moved to one place, in its order there. */
  arrived(moves, render) {
    return [...moves].sort((a, b) => a.order - b.order).flatMap((each) =>
      each.after.trim() ? this.landed(each, render) : running(each.after));
  }

  /** One text that has moved, with the blanks that come with it. */
  landed(each, render) {
    const at = each.after.indexOf(each.before);
    const made = marked("ins", each.mine ? "here" : "", render(each.start, each.end, true));
    return at < 0 ? [made] : [...running(each.after.slice(0, at)), made, ...running(each.after.slice(at + each.before.length))];
  }

  put(each) {
    const nodes = each.after ? [marked("ins", "", running(each.after))] : each.mine ? [point("join", say("gone"))] : [];
    return each.mine ? [marked("span", "here", nodes)] : nodes;
  }

  /** Scroll the other pane to the line that this one begins with. */
  follow(pane) {
    if (this.led === pane) {
      this.led = null;
      return;
    }
    const mine = this.panes.indexOf(pane);
    const other = this.panes[1 - mine];
    const top = pane.getBoundingClientRect().top + pane.clientHeight / 3;
    const lines = this.anchors?.[mine] ?? [];
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle].getBoundingClientRect().top <= top) low = middle;
      else high = middle - 1;
    }
    for (let at = low; at >= 0; at--) {
      const place = this.places[1 - mine].get(lines[at].dataset.line);
      if (place === undefined) continue;
      const twin = this.anchors[1 - mine][place];
      const way = twin.getBoundingClientRect().top - other.getBoundingClientRect().top - (lines[at].getBoundingClientRect().top - pane.getBoundingClientRect().top);
      if (Math.abs(way) < 2) return;
      const before = other.scrollTop;
      other.scrollTop += way;
      if (other.scrollTop !== before) this.led = other;
      return;
    }
  }
}

/** A stretch of text with an anchor where each line of the source begins. */
function lined(text, from, to) {
  const nodes = [];
  let place = from;
  for (const line of text.slice(from, to).split(/(?<=\n)/)) {
    if (place === 0 || text.slice(place - 1, place) === "\n") {
      const anchor = element("span", "line");
      anchor.dataset.line = String(place);
      nodes.push(anchor);
    }
    nodes.push(...running(line));
    place += [...line].length;
  }
  return nodes;
}
