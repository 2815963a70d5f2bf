// What is under review, and what is decided; nothing here touches the page.

const BY_HAND = "review.correction"; // the rule of what a reviewer has found
const WHY = {
  [BY_HAND]: "A reviewer has written what stands here", [MOVED]: "A reviewer has put this block where it belongs",
  [ARTICLE]: "A reviewer has said where an article begins",
};
const HAND = Object.keys(WHY); // the rules that no stage has

class Review {
  constructor(data) {
    this.texts = new Map(Object.entries(data.texts).map(([name, text]) => [name, new Text(text)]));
    this.fixes = data.fixes;
    this.series = data.series.map(([name, rule], number) => ({ number, name, rule, fixes: [] }));
    this.fixes.forEach((fix, number) => {
      fix.number = number;
      fix.changes.forEach((each, place) => (each.order = number + place / fix.changes.length));
      this.series[fix.series].fixes.push(fix);
    });
    for (const series of this.series) series.fixes.sort((a, b) => this.isSuggested(b) - this.isSuggested(a) || a.number - b.number);
    this.order = this.series.flatMap((series) => series.fixes);
    this.files = [...this.texts.keys()];
    this.alike = countBy(this.fixes, (fix) => fix.id);
    this.book = new Map(); // name → its lines, with their verdicts; two where reviewers disagree
    for (const [name, verdict, line] of data.book) this.keep(name, verdict, line);
    for (const fix of this.fixes) if (this.isPlaced(fix)) fix.sides = sidesIn(this.decision(fix));
  }

  /** A place that no rule has found, for the reader to write; the same one again, if it is there. */
  addByHand(file, start, end) {
    const text = this.texts.get(file);
    const before = text.slice(start, end);
    const near = [text.beside(start, -1), text.beside(end, 1)];
    const id = `hand ${near[0]}|${before}|${near[1]}`;
    if (this.target(id)) return this.target(id);
    const lines = text.slice(0, start).split(/\r\n?|\n/);
    return this.add({
      id, file, line: lines.length, column: [...lines.at(-1)].length + 1, near, why: WHY[BY_HAND],
      changes: [{ start, end, before, after: before, order: this.fixes.length }],
    }, BY_HAND);
  }

  /** A block of lines that the reader puts somewhere, or what is wrong with it. */
  addPlaced(kind, file, first, last, goal) {
    const made = placedBlock(this.texts.get(file), kind, first, last, goal);
    if (typeof made === "string") return made;
    const { id, rule, start, end, block, near, sides, to, line } = made;
    const known = this.target(id);
    const order = known?.number ?? this.fixes.length;
    const change = { start, end, before: block, after: parted(kind, block, sides), order, ...(to !== undefined && { to }) };
    const values = { id, file, line, column: 1, near, why: WHY[rule], changes: [change], sides };
    return known ? Object.assign(known, values) : this.add(values, rule);
  }

  /** A place that a reader has found. */
  add(values, rule) {
    let series = this.series.find((each) => each.name === rule);
    if (!series) this.series.push((series = { number: this.series.length, name: rule, rule, fixes: [] }));
    const fix = { ...values, series: series.number, safety: "note", confidence: 1, applied: false, number: this.fixes.length };
    this.fixes.push(fix);
    series.fixes.push(fix);
    this.order.push(fix);
    this.alike.set(fix.id, 1);
    this.targets = this.orders = this.byFile = undefined;
    return fix;
  }

  keep(name, verdict, line) {
    this.book.set(name, [...(this.book.get(name) ?? []), { verdict, line }]);
  }

  rule(fix) {
    return this.series[fix.series].rule;
  }

  isSuggested(fix) {
    return Number(this.kind(fix) === "suggested");
  }

  /** The finest decision that holds for a fix, as it is kept, with its name. */
  decision(fix) {
    for (const name of [fix.id, this.series[fix.series].name, this.rule(fix)]) {
      if (this.on(name)) return { name, ...JSON.parse(this.book.get(name)[0].line) };
    }
    return null;
  }

  /** What a reviewer has written in the place of a fix, or null. */
  own(fix) {
    return this.on(fix.id) === "replace" ? this.decision(fix).after : null;
  }

  /** What of the source an own text replaces. */
  span(fix) {
    return [Math.min(...fix.changes.map((each) => each.start)), Math.max(...fix.changes.map((each) => each.end))];
  }

  /** What that fix puts where: what a reviewer has written, or what the rule proposes. */
  changes(fix) {
    const own = this.own(fix);
    if (own === null) return fix.changes;
    const [start, end] = this.span(fix);
    return [{ start, end, before: this.text(fix).slice(start, end), after: own }];
  }

  /** What is decided on that name alone. */
  on(name) {
    const lines = this.book.get(name);
    return lines?.length === 1 ? lines[0].verdict : null;
  }

  /** What is decided on a fix: by itself, with its series, or with its rule. */
  verdict(fix) {
    const { name, rule } = this.series[fix.series];
    return this.on(fix.id) ?? this.on(name) ?? this.on(rule);
  }

  applies(fix) {
    if (this.own(fix) !== null || this.isPlaced(fix)) return true;
    if (fix.safety === "note") return false;
    const verdict = this.verdict(fix);
    return verdict ? verdict !== "reject" : fix.applied;
  }

  /** Whether a reader has put it somewhere, or said what it is to the articles. */
  isPlaced(fix) {
    return PLACINGS.includes(this.on(fix.id));
  }

  /** Whether it changes anything, unless it is rejected. */
  does(fix) {
    return fix.safety !== "note" || this.own(fix) !== null || this.isPlaced(fix);
  }

  kind(fix) {
    if (HAND.includes(this.rule(fix))) return "hand";
    return fix.safety === "note" ? "note" : fix.applied ? "applied" : "suggested";
  }

  /** Decide, or with null no more. `said`: an own text, a comment, and who wrote them. */
  put(name, verdict, said = {}) {
    this.book.delete(name);
    if (verdict) this.keep(name, verdict, this.line(this.target(name), verdict, said));
  }

  /** What was decided on that name before: its lines, if any. */
  restore(name, lines) {
    if (lines) this.book.set(name, lines);
    else this.book.delete(name);
  }

  target(name) {
    this.targets ??= new Map([...this.fixes.map((fix) => [fix.id, fix]), ...this.series.map((each) => [each.name, each])]);
    return this.targets.get(name);
  }

  line(target, verdict, { own, comment = "", reviewer = "" }) {
    const written = own !== undefined || PLACINGS.includes(verdict);
    const remarks = { ...(comment && { comment }), ...(reviewer && (comment || written) && { reviewer }) };
    if (target.fixes) return asLine({ verdict, rule: target.rule, series: target.name, ...remarks });
    const series = this.series[target.series];
    const [goalLeft, goalRight] = PLACINGS.includes(verdict) ? target.sides : ["", ""];
    const goal = { ...(goalLeft && { goal_left: goalLeft }), ...(goalRight && { goal_right: goalRight }) };
    const kept = (left, before, after, right) => asLine({
      verdict, rule: series.rule, series: series.name, id: target.id, file: target.file, left, before, after, right, ...goal, ...remarks,
    });
    if (own === undefined) {
      const [{ before, after }] = target.changes;
      return kept(target.near[0], before, PLACINGS.includes(verdict) ? "" : after, target.near[1]);
    }
    const text = this.text(target);
    const [start, end] = this.span(target);
    return kept(text.beside(start, -1), text.slice(start, end), own, text.beside(end, 1));
  }

  conflicts() {
    return [...this.book].filter(([, lines]) => lines.length > 1).map(([name]) => name);
  }

  /** The file of decisions, sorted as the command line sorts it. */
  file() {
    const fields = ["file", "rule", "series", "id", "verdict"];
    const keyed = [...this.book.values()].flat().map(({ line }) => {
      const values = JSON.parse(line);
      return { line, key: fields.map((field) => values[field] ?? "") };
    });
    keyed.sort((a, b) => fields.map((_, n) => byPoints(a.key[n], b.key[n])).find(Boolean) ?? 0);
    const lines = keyed.length ? [data.head, ...keyed.map(({ line }) => line)] : [];
    return lines.map((line) => line + "\n").join("");
  }

  text(fix) {
    return this.texts.get(fix.file);
  }

  /** What a search looks in. */
  searched(fix) {
    if (fix.searched === undefined) {
      const text = this.text(fix);
      const [first] = fix.changes;
      const around = text.slice(first.start - 40, first.start) + "\n" + text.slice(first.start - 40, first.end + 40);
      const changes = fix.changes.map((each) => each.before + each.after).join("");
      fix.searched = [this.series[fix.series].name, fix.why, fix.file, around, changes].join("\n").toLowerCase();
    }
    return fix.searched;
  }

  /** The fixes that pass the filters, in the order that is asked for. */
  filtered({ search = "", file = "", rule = "", safety = "", state = "", sort = "" }) {
    const wanted = search.toLowerCase();
    return this.sorted(sort).filter((fix) => !this.isGone(fix) &&
      (!file || fix.file === file) && (!rule || this.rule(fix) === rule) && (!safety || this.kind(fix) === safety)
      && (!state || this.inState(fix, state)) && (!wanted || this.searched(fix).includes(wanted)));
  }

  /** All fixes: suggestions first; file by file; the least sure first; or the longest series first. */
  sorted(sort) {
    this.orders ??= new Map([["", this.order]]);
    if (!this.orders.has(sort)) this.orders.set(sort, [...this.order].sort(this.compares(sort)));
    return this.orders.get(sort);
  }

  compares(sort) {
    const files = new Map(this.files.map((file, number) => [file, number]));
    const note = (fix) => Number(fix.safety === "note");
    const size = (fix) => this.series[fix.series].fixes.length;
    return {
      place: (a, b) => files.get(a.file) - files.get(b.file) || a.changes[0].start - b.changes[0].start,
      confidence: (a, b) => note(a) - note(b) || a.confidence - b.confidence,
      count: (a, b) => size(b) - size(a) || a.series - b.series,
    }[sort];
  }

  /** Whether it was found by a reviewer who has taken it back. */
  isGone(fix) {
    return HAND.includes(this.rule(fix)) && !this.verdict(fix);
  }

  get total() {
    return this.fixes.reduce((count, fix) => count + (this.isGone(fix) ? 0 : 1), 0);
  }

  inState(fix, state) {
    const verdict = this.verdict(fix);
    return state === "open" ? !verdict : state === "decided" ? Boolean(verdict) : verdict === state;
  }

  decided() {
    return this.fixes.reduce((count, fix) => count + (this.verdict(fix) ? 1 : 0), 0);
  }

  /** Changes that stand in a stretch of the text when `fix` is applied or not, in their order;
   *  where two reach into each other the one of `fix` stands. */
  changesIn(fix, from, to, withFix) {
    const mine = withFix ? this.changes(fix) : [];
    const free = (each) => !mine.some((own) => own.start < each.end && each.start < own.end);
    const others = this.near(fix.file, from, to)
      .filter((other) => other !== fix && this.applies(other))
      .flatMap((other) => this.changes(other)).filter(free);
    const found = [...mine.map((each) => ({ ...each, mine: true })), ...others];
    found.sort((a, b) => a.start - b.start || a.end - b.end);
    let end = -1;
    return found.filter((each) => each.start >= end && each.start >= from && each.end <= to && ((end = each.end), true));
  }

  /** The fixes with a change in a stretch of a file. */
  near(file, from, to) {
    this.byFile ??= groupBy(this.fixes, (fix) => fix.file);
    return this.byFile.get(file).filter((fix) => fix.changes.some((each) => each.start < to && each.end > from));
  }
}

/** What stands beside the goal of a block, as a decision keeps it. */
function sidesIn({ goal_left = "", goal_right = "" }) {
  return [goal_left, goal_right];
}

/** Strings as one line of JSON, spaced as the command line writes it. */
function asLine(values) {
  const pairs = Object.entries(values).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return `{${pairs.join(", ")}}`;
}

function groupBy(values, key) {
  const groups = new Map();
  for (const value of values) {
    const name = key(value);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(value);
  }
  return groups;
}

function countBy(values, key) {
  return new Map([...groupBy(values, key)].map(([name, group]) => [name, group.length]));
}
