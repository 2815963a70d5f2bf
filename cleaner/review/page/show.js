// How a fix looks: in one line of a list, and source and result side by side.

const STATES = { accept: ["✓", "accepted"], reject: ["✕", "rejected"] };

/** What a series changes, in words; or, where that is no characters, why. */
function titleOf(review, series) {
  return changesWords(series) ? spokenChange(series.fixes[0]) : reasonOf(review, series.fixes[0]);
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
  const chinese = words === WORDS.zh && Object.hasOwn(REASONS, review.rule(fix));
  return chinese ? REASONS[review.rule(fix)] : fix.why;
}

function shortened(text, most) {
  const points = [...text];
  return points.length > most ? points.slice(0, most).join("") + "…" : text;
}

/** One change, marked. */
function changeNodes(each, safety) {
  if (each.to !== undefined) return [element("span", "moved", shortened(visible(each.before), 16)), tag(each)];
  if (safety === "note" || each.before === each.after) return [element("mark", "", shortened(visible(each.before), 24))];
  const nodes = [];
  if (each.before) nodes.push(element("del", "", shortened(visible(each.before).replace(/ /g, "␣"), 24)));
  if (each.after) nodes.push(element("ins", "", shortened(visible(each.after).replace(/ /g, "␣"), 24)));
  return nodes;
}

function tag(each) {
  return element("span", "tag", each.to < each.start ? `↑ ${say("up")}` : `↓ ${say("down")}`);
}

/** A fix in one line: what stands before, the change, what stands after. */
function excerptNodes(review, fix) {
  const text = review.text(fix);
  const [first] = fix.changes;
  const near = fix.changes.filter((each) => each.to === undefined && each.start - first.start < 24);
  const middle = element("span", "change");
  middle.append(...changeNodes(first, fix.safety));
  let end = first.end;
  for (const each of near) {
    if (each === first || each.start < end) continue;
    middle.append(visible(text.slice(end, each.start)), ...changeNodes(each, fix.safety));
    end = each.end;
  }
  const left = element("span", "left");
  left.append(element("span", "", visible(text.slice(first.start - 24, first.start))));
  return [left, middle, element("span", "right", visible(text.slice(end, end + 24)))];
}

/** A stretch of text with marks in it: each edit stands for [start, end) and gives its nodes. */
function stretch(text, from, to, edits) {
  const nodes = [];
  let place = from;
  for (const { start, end, marked } of edits) {
    if (start < place) continue;
    nodes.push(running(text.slice(place, start)), ...marked);
    place = end;
  }
  nodes.push(running(text.slice(place, to)));
  if (from > 0) nodes.unshift(element("span", "cut", "…"));
  if (to < text.length) nodes.push(element("span", "cut", "…"));
  return nodes;
}

function windowOf(text, fix) {
  const [first] = fix.changes;
  const near = fix.changes.filter((each) => Math.abs(each.start - first.start) < 150);
  return text.around(Math.min(...near.map((each) => each.start)), Math.max(...near.map((each) => each.end)));
}

function sourceNodes(review, fix) {
  const text = review.text(fix);
  const [from, to] = windowOf(text, fix);
  const edits = fix.changes.filter((each) => each.start >= from && each.end <= to).map((each) => ({
    start: each.start, end: each.end, marked: [sourceMark(each, fix)],
  }));
  return stretch(text, from, to, edits.sort((a, b) => a.start - b.start));
}

function sourceMark(each, fix) {
  if (each.to !== undefined) return movedText("span", "moved", each.before);
  if (fix.safety === "note" || each.before === each.after) return element("mark", "", running(each.before));
  return each.before ? element("del", "", changed(each.before) + lineEnd(each.before)) : point("put", say("added"));
}

/** The result of a place: with the fix unless it is rejected, and with all else that applies. */
function resultNodes(review, fix, withFix) {
  const text = review.text(fix);
  const moves = fix.changes.filter((each) => each.to !== undefined);
  if (moves.length && withFix) return movedNodes(review, text, moves);
  const [from, to] = windowOf(text, fix);
  const changes = review.changesIn(fix, from, to, withFix && fix.safety !== "note");
  return stretch(text, from, to, changes.map((each) => ({ ...each, marked: resultMark(each) })));
}

function movedNodes(review, text, moves) {
  const { to: goal } = moves[0];
  const [from, to] = text.around(goal, goal);
  const put = moves.map((each) => movedText("ins", "", each.after));
  const where = element("p", "tag", say("movedAway", text.lineOf(goal)));
  return [where, ...stretch(text, from, to, [{ start: goal, end: goal, marked: put }])];
}

/** Moved text, marked unless it is blank. */
function movedText(tag, className, text) {
  return text.trim() ? element(tag, className, running(text)) : running(text);
}

function resultMark(each) {
  if (each.to !== undefined) return [tag(each)];
  if (!each.mine) return [running(each.after)];
  if (each.after) return [element("ins", "", changed(each.after) + lineEnd(each.after))];
  return [point("join", each.before.includes("\n") ? say("joined") : say("gone"))];
}

function lineEnd(text) {
  return text.endsWith("\n") ? "\n" : "";
}

/** A place between two characters where something is seen and nothing stands. */
function point(className, label) {
  const made = element("span", `point ${className}`);
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", label);
  return made;
}

/** A change in words, for those who hear the page. */
function spokenChange(fix) {
  return fix.changes.slice(0, 3).map((each) => {
    if (each.to !== undefined) return `${shortened(each.before, 20)} ${each.to < each.start ? say("up") : say("down")}`;
    return `${visible(each.before) || "∅"} → ${visible(each.after) || "∅"}`;
  }).join("; ");
}

function state(review, fix) {
  const verdict = review.verdict(fix);
  return verdict ? STATES[verdict] : ["○", "open"];
}
