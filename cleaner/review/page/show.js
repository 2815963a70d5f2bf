// How a fix looks: in one line of a list, and source and result side by side.

const STATES = {
  accept: ["✓", "accepted"], reject: ["✕", "rejected"], replace: ["✎", "replaced"],
  move: ["⇅", "carried"], continue: ["⇅", "goesOn"], headline: ["⇱", "headlined"], start: ["⊢", "begins"], join: ["⊣", "runsOn"],
};
const FOLDED = 4; // lines that a move goes past, or has inside, from which on they are folded

/** What a series changes, in words; or, where that is no characters, why. */
function titleOf(review, series) {
  return changesWords(series) ? spokenSeries(series) : reasonOf(review, series.fixes[0]);
}

function spokenSeries({ fixes: [fix] }) {
  return fix.changes.slice(0, 3).map((each) => `${named(each.before) || "∅"} → ${named(each.after) || "∅"}`).join("; ");
}

function titleNodes(review, series) {
  const [fix] = series.fixes;
  if (!changesWords(series)) return [reasonOf(review, fix)];
  return fix.changes.slice(0, 3).flatMap((each) => [...changeNodes(each, fix.safety), " "]);
}

function changesWords(series) {
  return series.name !== series.rule;
}

function reasonOf(review, fix) {
  return words === WORDS.zh && Object.hasOwn(data.reasons, fix.why) ? data.reasons[fix.why] : fix.why;
}

function shortened(text, most) {
  const points = [...text];
  return points.length > most ? points.slice(0, most).join("") + "…" : text;
}

/** One change, marked, in one line. */
function changeNodes(each, safety) {
  if (each.to !== undefined) return [marked("span", "moved", inLine(shortened(each.before, 16))), tag(each)];
  if (each.before === each.after) return [marked("mark", "", chipped(shortened(each.before, 24), { blanks: true }))];
  const nodes = [];
  if (each.before) nodes.push(marked("del", "", chipped(shortened(each.before, 24), { blanks: true })));
  if (each.after) nodes.push(marked("ins", "", chipped(shortened(each.after, 24), { blanks: true })));
  return nodes;
}

function marked(tag, className, nodes) {
  const made = element(tag, className);
  made.append(...nodes);
  return made;
}

function tag(each) {
  return element("span", "tag", each.to < each.start ? `↑ ${say("up")}` : `↓ ${say("down")}`);
}

/** A fix in one line: what stands before, the change, what stands after. */
function excerptNodes(review, fix) {
  const text = review.text(fix);
  const changes = review.changes(fix);
  const [first] = changes;
  const near = changes.filter((each) => each.to === undefined && each.start - first.start < 24);
  const middle = element("span", "change");
  middle.append(...changeNodes(first, fix.safety));
  let end = first.end;
  for (const each of near) {
    if (each === first || each.start < end) continue;
    middle.append(...inLine(text.slice(end, each.start)), ...changeNodes(each, fix.safety));
    end = each.end;
  }
  const left = element("span", "left");
  left.append(marked("span", "", inLine(text.slice(first.start - 24, first.start))));
  return [left, middle, marked("span", "right", inLine(text.slice(end, end + 24)))];
}

/** A stretch of text with marks in it: each edit stands for [start, end) and gives its nodes. */
function stretch(text, from, to, edits) {
  const nodes = [];
  let place = from;
  for (const { start, end, marked } of edits) {
    if (start < place) continue;
    nodes.push(...running(text.slice(place, start)), ...marked);
    place = end;
  }
  nodes.push(...running(text.slice(place, to)));
  if (from > 0) nodes.unshift(element("span", "cut", "…"));
  if (to < text.length) nodes.push(element("span", "cut", "…"));
  return nodes;
}

function windowOf(review, fix) {
  const text = review.text(fix);
  const changes = review.changes(fix);
  const [first] = changes;
  const near = changes.filter((each) => Math.abs(each.start - first.start) < 150);
  return text.around(Math.min(...near.map((each) => each.start)), Math.max(...near.map((each) => each.end)));
}

function sourceNodes(review, fix) {
  const text = review.text(fix);
  if (movesOf(fix).length) return movedNodes(text, movesOf(fix), false);
  const [from, to] = windowOf(review, fix);
  const edits = review.changes(fix).filter((each) => each.start >= from && each.end <= to).map((each) => ({
    start: each.start, end: each.end, marked: sourceMark(each),
  }));
  return stretch(text, from, to, edits.sort((a, b) => a.start - b.start));
}

function movesOf(fix) {
  return fix.changes.filter((each) => each.to !== undefined);
}

function sourceMark(each) {
  if (each.to !== undefined) return movedText("span", "moved", each.before);
  if (each.before === each.after) return [marked("mark", "", running(each.before))];
  return each.before ? [marked("del", "", changed(each.before))] : [point("put", say("added"))];
}

/** The result of a place: with the fix unless it is rejected, and with all else that applies. */
function resultNodes(review, fix, withFix) {
  const text = review.text(fix);
  const moves = movesOf(fix);
  if (moves.length && withFix) return movedNodes(text, moves, true);
  const [from, to] = windowOf(review, fix);
  const changes = review.changesIn(fix, from, to, withFix && review.does(fix));
  return stretch(text, from, to, changes.map((each) => ({ ...each, marked: resultMark(each) })));
}

/** Where a text comes from and where it goes, with what it moves past folded. `done`: as it stands
 *  after the move. */
function movedNodes(text, moves, done) {
  const [start, end] = [Math.min(...moves.map((each) => each.start)), Math.max(...moves.map((each) => each.end))];
  const { to: goal } = moves[0];
  const up = goal <= start;
  const [from] = text.around(up ? goal : start, up ? goal : start);
  const [, to] = text.around(up ? end : goal, up ? end : goal);
  const between = up ? [goal, start] : [end, goal];
  const block = done
    ? foldedText(moves.map((each) => each.after).join(""), "linesInside", ["ins", ""])
    : foldedText(text.slice(start, end), "linesInside", ["span", "moved"]);
  const landing = done ? block : [element("span", "tag", `${up ? "↓" : "↑"} ${say("landing")}`), "\n"];
  const leaving = done ? [element("span", "tag", say("origin")), "\n"] : block;
  const past = foldedText(text.slice(...between), "linesFolded");
  const head = running(text.slice(from, up ? goal : start));
  const tail = running(text.slice(up ? end : goal, to));
  const nodes = up ? [...head, ...landing, ...past, ...leaving, ...tail] : [...head, ...leaving, ...past, ...landing, ...tail];
  if (from > 0) nodes.unshift(element("span", "cut", "…"));
  if (to < text.length) nodes.push(element("span", "cut", "…"));
  return nodes;
}

/** Text of which the lines in the middle are folded, if there are many. `mark`: what it is put in. */
function foldedText(text, name, mark = null) {
  const put = (part) => (mark ? movedText(...mark, part) : running(part));
  const lines = text.split(/(?<=\n)/);
  const inner = lines.slice(2, -2);
  if (inner.length < FOLDED) return put(text);
  const fold = element("details", "fold");
  fold.append(element("summary", "", say(name, inner.length)), ...put(inner.join("")));
  return [...put(lines.slice(0, 2).join("")), fold, ...put(lines.slice(-2).join(""))];
}

/** Moved text, marked without the blanks at its ends. */
function movedText(tag, className, text) {
  const inner = text.trim();
  if (!inner) return running(text);
  const at = text.indexOf(inner);
  return [...running(text.slice(0, at)), marked(tag, className, running(inner)), ...running(text.slice(at + inner.length))];
}

function resultMark(each) {
  if (each.to !== undefined) return [tag(each)];
  if (!each.mine) return running(each.after);
  if (each.before === each.after) return [marked("mark", "", running(each.after))];
  if (each.after) return [marked("ins", "", changed(each.after))];
  return [point("join", each.before.includes("\n") ? say("joined") : say("gone"))];
}

/** A place between two characters where something is seen and nothing stands. */
function point(className, label) {
  const made = element("span", `point ${className}`);
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", label);
  return made;
}

/** A change in words, for those who hear the page. */
function spokenChange(review, fix) {
  return review.changes(fix).slice(0, 3).map((each) => {
    if (each.to !== undefined) return `${shortened(each.before, 20)} ${each.to < each.start ? say("up") : say("down")}`;
    return `${named(each.before) || "∅"} → ${named(each.after) || "∅"}`;
  }).join("; ");
}

function state(review, fix) {
  const verdict = review.verdict(fix);
  return verdict ? STATES[verdict] : ["○", "open"];
}
