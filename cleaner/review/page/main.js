// The page itself: what is chosen and filtered, its keys, and what is shown of it.

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const printed = JSON.parse(byId("prints").textContent);
const review = new Review(data);
const keeper = data.served
  ? new Server(review, saved, (error) => (notify(say("failed", error.message)), refresh()), () => refresh())
  : new Browser(review, data.key, notify, () => refresh());
const filters = { search: "", file: "", rule: "", safety: "", state: "", sort: "" };
let shown = review.order;
let grouped = new Map();
let current = shown.find((fix) => !review.verdict(fix)) ?? shown[0];

const groupList = new List(byId("series"), 78, drawGroup, (group) => go(firstOf(group)));
const placeList = new List(byId("places"), 44, drawPlace, go);
const whole = new Whole(review);
const writing = new Writing();
const scan = new Print();
const placing = new Placing();

// Deciding

function decide(verdict) {
  if (!current) return;
  if (review.isPlaced(current)) return takeBack();
  if (current.safety === "note") verdict = verdict && "reject"; // a note can only be put aside
  keeper.decide([current.id], verdict);
  onward(current, (fix) => fix === current);
}

/** Decide no more on what the reader has put somewhere: it is no place then. */
function takeBack() {
  keeper.decide([current.id], null);
  leaveGone();
  refresh();
  announce(say("takenBack"), true);
}

/** To another place of the file, where the one at hand is there no more. */
function leaveGone() {
  if (!current || !review.isGone(current)) return;
  shown = review.filtered(filters);
  current = shown.find((fix) => fix.file === current.file) ?? shown[0];
}

/** Decide on the series of the place, or on those places of it that are shown. */
function decideSeries(verdict) {
  if (!current) return;
  const places = meant();
  if (places.every((fix) => fix.safety === "note")) verdict = "reject";
  const series = review.series[current.series];
  if (places.length === series.fixes.length) keeper.decide([series.name], verdict);
  else keeper.decide([...new Set(places.map((fix) => fix.id).filter((id) => !review.on(id)))], verdict);
  const done = new Set(places);
  onward(current, (fix) => done.has(fix));
}

/** What a decision on the series is about: those of its places that are shown, file by file those
 *  in the file at hand. */
function meant() {
  return placesOf(groupOf(current)).filter((fix) => fix.series === current.series);
}

/** To the next undecided place of those that were shown, past those that `isDone` says. */
function onward(from, isDone) {
  const at = shown.indexOf(from);
  const rest = [...shown.slice(at + 1), ...shown.slice(0, at)];
  const next = rest.find((fix) => !isDone(fix) && !review.verdict(fix));
  if (next) current = next;
  refresh();
  if (next) return announce(spoken());
  const left = review.total - review.decided();
  announce(left ? say("doneShown", shown.length, left) : say("done"), true);
}

async function undo() {
  const name = await keeper.undo();
  if (name === undefined) return;
  if (name === null) return announce(say("nothingToUndo"), true);
  const target = review.target(name);
  if (target) current = target.fixes ? target.fixes[0] : target;
  leaveGone();
  refresh();
  announce(say("undone", target?.fixes ? titleOf(review, target) : spoken()), true);
}

/** Ask what stands in the place of the one at hand. */
function write() {
  if (!current) return;
  const fix = current;
  const [start, end] = review.span(fix);
  if (movesOf(fix).length || review.isPlaced(fix)) return announce(say("noMove"), true);
  if (end - start > data.limits.widest) return announce(say("tooWide"), true);
  const before = review.text(fix).slice(start, end);
  const proposed = fix.changes.length === 1 ? fix.changes[0].after : before;
  const shownBefore = before ? [say("instead"), " ", marked("del", "", changed(before))] : [];
  writing.ask(say("own"), shownBefore, review.own(fix) ?? plainEnds(proposed), (own, who) => {
    const error = refusal(plainEnds(before), own);
    if (!error) correct(fix, own, who);
    return error;
  });
}

/** Write the lines around the place anew: what differs is put in, wherever in them it is. */
function writeLines() {
  if (!current) return;
  const text = review.text(current);
  const [start, end] = review.span(current);
  const [from, to] = text.around(start, Math.min(end, start + 100), 1, 200);
  const before = [...text.slice(from, to)];
  writing.ask(say("lines"), [], plainEnds(before.join("")), (own, who) => {
    const [low, high, put] = difference(before, [...own]);
    const error = refusal(plainEnds(before.slice(low, high).join("")), put);
    if (error) return error;
    const fix = review.addByHand(current.file, from + low, from + high);
    keeper.write(fix, put, who);
    shown = review.filtered(filters);
    current = fix;
    refresh();
    announce(spoken());
    return "";
  });
  const caret = plainEnds(before.slice(0, start - from).join("")).length;
  writing.field.setSelectionRange(caret, caret);
}

/** Put lines of the file at hand somewhere, or say where its articles begin. */
function place(kind) {
  if (!current) return;
  const { file } = current;
  placing.ask(current, kind, (...asked) => {
    const [as, first, last, goal, who] = asked;
    const made = review.addPlaced(as, file, first, last, goal);
    if (typeof made === "string") return made;
    keeper.place(made, [as, file, first, last, goal], who);
    shown = review.filtered(filters);
    current = made;
    refresh();
    announce(spoken());
    return "";
  });
}

function correct(fix, own, who) {
  keeper.correct(fix.id, own, who);
  onward(fix, (each) => each === fix);
}

/** Take a candidate by its number; the first is what the rule proposes. */
function choose(number) {
  const chosen = current?.candidates?.[number - 1];
  if (chosen === undefined) return announce(say("noKey", number), true);
  if (current.safety !== "note" && chosen === current.changes[0].after) return decide("accept");
  correct(current, chosen, reviewer());
}

function remark() {
  const decision = current && review.decision(current);
  if (!decision) return announce(say("decideFirst"), true);
  writing.ask(say("commentOn", say(STATES[decision.verdict][1])), [], decision.comment ?? "", (comment, who) => {
    const words = comment.split(/\s+/).filter(Boolean).join(" ");
    keeper.comment(decision.name, words, who);
    refresh();
    return "";
  });
}

// Going about

function go(fix) {
  if (!fix) return;
  current = fix;
  refresh();
  announce(spoken());
}

function step(by) {
  const at = shown.indexOf(current);
  go(shown[Math.min(shown.length - 1, Math.max(0, at + by))]);
}

function stepSeries(by) {
  const listed = groupList.items;
  const at = listed.indexOf(groupOf(current));
  const group = listed[Math.min(listed.length - 1, Math.max(0, at + by))];
  if (group !== undefined) go(firstOf(group));
}

/** The series of a place; file by file, its file. */
function groupOf(fix) {
  return filters.sort === "place" ? fix?.file : review.series[fix?.series];
}

/** The places of a group that are shown, as they were grouped when they were shown. */
function placesOf(group) {
  return grouped.get(group) ?? [];
}

function firstOf(group) {
  const places = placesOf(group);
  return places.find((fix) => !review.verdict(fix)) ?? places[0];
}

function filter() {
  for (const name of Object.keys(filters)) filters[name] = byId(name).value;
  shown = review.filtered(filters);
  if (!shown.includes(current)) current = shown[0];
  refresh();
}

// Showing

function refresh() {
  if (filters.state) shown = review.filtered(filters);
  if (current && !shown.includes(current)) {
    const kept = new Set([...shown, current]);
    shown = review.sorted(filters.sort).filter((fix) => kept.has(fix));
  }
  showProgress();
  grouped = groupBy(shown, groupOf);
  const groups = [...grouped.keys()];
  groupList.show(groups, groups.indexOf(groupOf(current)));
  byId("shown").textContent = say(filters.sort === "place" ? "shownFiles" : "shown", groups.length, shown.length);
  byId("work").hidden = !current;
  byId("empty").hidden = Boolean(current);
  byId("empty").textContent = say(review.fixes.length ? "nothing" : "clean");
  if (current) showPlace(current);
  markSoon();
}

/** Mark what is searched for, after what is at hand is shown. */
function markSoon() {
  clearTimeout(markSoon.waiting);
  markSoon.waiting = setTimeout(() => markHits(filters.search), 0);
}

function showProgress() {
  const decided = review.decided();
  byId("progress").max = Math.max(1, review.total);
  byId("progress").value = decided;
  byId("count").textContent = say("count", decided, review.total);
  byId("progress").setAttribute("aria-label", byId("count").textContent);
}

function showPlace(fix) {
  const series = review.series[fix.series];
  const note = fix.safety === "note";
  byId("series-rule").textContent = series.rule;
  byId("series-title").replaceChildren(...titleNodes(review, series));
  const why = reasonOf(review, fix);
  byId("why").textContent = why === titleOf(review, series) ? "" : why;
  showSeriesButtons(series, note);
  byId("facts").replaceChildren(...facts(fix));
  const verdict = review.verdict(fix);
  const rejected = verdict === "reject" && !note;
  byId("before").replaceChildren(...sourceNodes(review, fix));
  byId("after").replaceChildren(...resultNodes(review, fix, !rejected));
  const caption = rejected ? "resultNot" : verdict || fix.applied || note ? "result" : "resultIf";
  byId("after-caption").textContent = say(caption);
  byId("accept").hidden = note;
  byId("accept").setAttribute("aria-pressed", String(verdict === "accept"));
  byId("reject").setAttribute("aria-pressed", String(verdict === "reject"));
  byId("write").setAttribute("aria-pressed", String(verdict === "replace"));
  byId("write").hidden = movesOf(fix).length > 0 || review.isPlaced(fix);
  label("reject", say(review.isPlaced(fix) ? "takeBack" : note ? "dismiss" : "reject"));
  showCandidates(fix);
  scan.show(fix);
  const places = placesOf(groupOf(fix));
  byId("places-title").textContent = say(filters.sort === "place" ? "placesOfFile" : "places", places.length);
  placeList.show(places, places.indexOf(fix));
}

function showSeriesButtons(series, note) {
  const count = meant().length;
  const part = count < series.fixes.length;
  label("accept-all", say(part ? "acceptShown" : "acceptAll", count)).hidden = note;
  label("reject-all", say(part ? (note ? "dismissShown" : "rejectShown") : note ? "dismissAll" : "rejectAll", count));
  for (const id of ["accept-all", "reject-all"]) byId(id).title = part ? say("onlyShown", count, series.fixes.length) : "";
}

function showCandidates(fix) {
  const candidates = fix.candidates ?? [];
  byId("candidates").hidden = !candidates.length;
  byId("candidates").replaceChildren(...candidates.map((each, number) => {
    const button = element("button", "candidate");
    const key = element("kbd", "", String(number + 1));
    key.setAttribute("aria-hidden", "true");
    button.append(key, ...(each ? chipped(each, { blanks: true }) : [say("nothingThere")]));
    button.setAttribute("aria-pressed", String((review.own(fix) ?? (review.verdict(fix) === "accept" ? fix.changes[0].after : null)) === each));
    button.addEventListener("click", () => choose(number + 1));
    return button;
  }));
}

function label(id, text) {
  byId(id).querySelector("span").textContent = text;
  return byId(id);
}

function facts(fix) {
  const [sign, name] = state(review, fix);
  const count = review.alike.get(fix.id);
  const sure = Math.round(fix.confidence * 100);
  return [
    element("span", `state ${name}`, `${sign} ${say(name)}`),
    element("span", "", say(review.kind(fix))),
    ...(review.isPlaced(fix) ? [] : [element("span", "", say("confidence", sure))]),
    element("span", "file", `${fix.file}:${fix.line}:${fix.column}`),
    ...(count > 1 ? [element("span", "", say("alike", count))] : []),
    ...remarksOn(fix),
  ];
}

/** The comment on what is decided, and who wrote it or the text. */
function remarksOn(fix) {
  const decision = review.decision(fix);
  const said = [decision?.comment, decision?.reviewer].filter(Boolean).join(" — ");
  return said ? [element("span", "remark", said)] : [];
}

/** A series, or file by file a file. */
function drawGroup(row, group) {
  if (typeof group === "string") drawFile(row, group);
  else drawSeries(row, group);
}

function drawFile(row, file) {
  const fixes = placesOf(file);
  const title = element("span", "title file", visible(file));
  drawCounted(row, fixes, title, [...new Set(fixes.map((fix) => say(review.kind(fix))))].join(" · "));
  row.title = file;
  row.setAttribute("aria-label", `${visible(file)}, ${say("count", decidedOf(fixes), fixes.length)}`);
}

function drawSeries(row, series) {
  const fixes = placesOf(series);
  const title = element("span", "title");
  title.append(...titleNodes(review, series), changesWords(series) ? reasonOf(review, series.fixes[0]) : "");
  title.lang = "zh-Hans";
  const kinds = [...new Set(fixes.map((fix) => say(review.kind(fix))))].join(" · ");
  drawCounted(row, fixes, title, `${series.rule} · ${kinds}`);
  row.title = series.name;
  row.setAttribute("aria-label", `${titleOf(review, series)}. ${series.rule}, ${kinds}, ${say("count", decidedOf(fixes), fixes.length)}`);
}

function drawCounted(row, fixes, title, about) {
  const verdicts = new Set(fixes.map((fix) => review.verdict(fix)));
  const [sign, name] = verdicts.size === 1 ? state(review, fixes[0]) : ["◐", "mixed"];
  row.append(element("span", `sign ${name}`, sign), title, element("span", "number", `${decidedOf(fixes)}/${fixes.length}`), element("span", "quiet", about));
}

function decidedOf(fixes) {
  return fixes.reduce((count, fix) => count + (review.verdict(fix) ? 1 : 0), 0);
}

function drawPlace(row, fix) {
  const [sign, name] = state(review, fix);
  const mark = element("span", `sign ${name}`, sign);
  const words = element("span", "excerpt");
  words.lang = "zh-Hans";
  words.append(...excerptNodes(review, fix));
  row.append(mark, words, element("span", "quiet at", String(fix.line)));
  row.title = `${fix.file}:${fix.line}:${fix.column}`;
  row.setAttribute("aria-label", `${say(name)}. ${say("line", fix.line)}. ${spokenChange(review, fix)}`);
}

// Saying

/** Where the reader is, in words. */
function spoken() {
  const places = placesOf(groupOf(current));
  const title = titleOf(review, review.series[current.series]);
  return say("spoken", title, places.indexOf(current) + 1, places.length, current.line, spokenChange(review, current));
}

function announce(text, seen = false) {
  const live = byId("live");
  live.textContent = text;
  live.classList.remove("toast");
  void live.offsetWidth; // so that the same toast appears anew
  live.classList.toggle("toast", seen);
}

function notify(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = !text;
}

/** That all is `saved`, is `saving`, or that something is `notSaved`; before that, nothing. */
function saved(how) {
  saved.now = how;
  byId("saved").textContent = how ? say(how) : "";
}

function download() {
  if (data.served) return;
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([review.file()], { type: "application/jsonl" }));
  link.download = data.path;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  announce(say("downloaded", data.path), true);
}

// Setting up

function choices(id, values, first = say("all")) {
  const { value } = byId(id);
  byId(id).replaceChildren(new Option(first, ""), ...values.map(([key, text]) => new Option(text, key)));
  byId(id).value = value;
}

function translate(language) {
  speak(language);
  const other = byId("language");
  other.textContent = language === "zh" ? "English" : "中文";
  other.lang = language === "zh" ? "en" : "zh-Hans";
  choices("rule", [...new Set(review.series.map((each) => each.rule))].sort().map((rule) => [rule, rule]));
  choices("safety", ["suggested", "applied", "note", "hand"].map((key) => [key, say(key)]));
  choices("state", ["open", "decided"].map((key) => [key, say(key)]).concat([["accept", say("accepted")], ["reject", say("rejected")], ["replace", say("replaced")]]));
  const keys = Object.entries(words.keys).filter(([key]) => !(data.served && key === "s") && !(key === "i" && !Object.keys(printed.spots).length));
  byId("keys").replaceChildren(...keys.flatMap(([key, text]) => [element("dt", "", key), element("dd", "", text)]));
  byId("help-text").textContent = say(data.served ? "helpServed" : "helpFile");
  byId("lost").hidden = !data.lost.length;
  byId("lost").querySelector("summary").textContent = say("lost", data.lost.length);
  byId("lost").querySelector("ul").replaceChildren(...data.lost.map((line) => element("li", "", visible(line))));
  choices("file", review.files.map((file) => [file, visible(file)]));
  choices("sort", [["place", say("byPlace")], ["confidence", say("byConfidence")], ["count", say("byCount")]], say("byKind"));
  saved(saved.now);
  refresh();
}

/** A choice of the reader's that the browser keeps, where it keeps any. */
function preference(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(`cleaner.review.${name}`, value);
    return localStorage.getItem(`cleaner.review.${name}`);
  } catch {
    return value ?? null;
  }
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

function otherTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(preference("theme", dark ? "light" : "dark") ?? (dark ? "light" : "dark"));
}

function toggleSeries(open = !document.body.classList.contains("with-series")) {
  document.body.classList.toggle("with-series", open);
  byId("series-toggle").setAttribute("aria-expanded", String(open));
}

/** Scroll a text as far as another one, each by its own length. */
function inStep(leader, other) {
  const room = (box) => box.scrollHeight - box.clientHeight;
  if (room(leader) < 1 || room(other) < 1 || !leader.matches(":hover, :focus")) return;
  other.scrollTop = (leader.scrollTop / room(leader)) * room(other);
}

function search() {
  toggleSeries(true);
  byId("search").select();
}

const ACTIONS = {
  "j": () => step(1), "k": () => step(-1), "]": () => stepSeries(1), "[": () => stepSeries(-1),
  "e": write, "E": writeLines, "c": remark, "o": () => whole.toggle(current), "i": () => scan.toggle(),
  "m": () => place("move"), "h": () => place("headline"), "b": () => place("start"),
  "a": () => decide("accept"), "r": () => decide("reject"),
  "A": () => decideSeries("accept"), "R": () => decideSeries("reject"),
  "u": undo, "s": download, "/": search, "?": () => byId("help").showModal(),
};

for (let number = 1; number <= 9; number++) ACTIONS[number] = () => choose(number);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.matches("input, select, textarea");
  if (document.querySelector("dialog[open]")) {
    if (event.key === "o" && whole.dialog.open) whole.toggle();
    if (event.key === "i" && scan.dialog.open) scan.toggle();
  } else if (typing && (event.key === "Escape" || (event.key === "Enter" && event.target.id === "search"))) {
    event.preventDefault();
    toggleSeries(false);
    byId("place").focus({ preventScroll: true });
  } else if (!typing && Object.hasOwn(ACTIONS, event.key)) {
    event.preventDefault();
    ACTIONS[event.key]();
  } else if (!typing && event.key.length === 1 && event.key !== " ") {
    announce(say("noKey", event.key), true);
  }
});

const CLICKS = {
  accept: "a", reject: "r", "accept-all": "A", "reject-all": "R", previous: "k", next: "j",
  undo: "u", save: "s", "help-button": "?", write: "e", remark: "c", page: "o", "place-button": "m",
};
for (const [id, key] of Object.entries(CLICKS)) byId(id).addEventListener("click", ACTIONS[key]);
byId("series-toggle").addEventListener("click", () => toggleSeries());
byId("series").addEventListener("click", () => toggleSeries(false));
byId("theme").addEventListener("click", otherTheme);
byId("language").addEventListener("click", () => {
  const language = document.documentElement.lang === "en" ? "zh" : "en";
  preference("language", language);
  translate(language);
});
byId("filters").addEventListener("input", filter);
for (const [one, other] of [["before", "after"], ["after", "before"]]) {
  byId(one).addEventListener("scroll", () => inStep(byId(one), byId(other)), { passive: true });
}
for (const id of ["series", "places"]) byId(id).addEventListener("scroll", markSoon, { passive: true });
byId("whole-close").addEventListener("click", () => whole.toggle());
byId("filters").addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeunload", (event) => {
  if (!keeper.isKept) event.preventDefault();
});

byId("save").hidden = data.served;
byId("saved").hidden = !data.served;
setTheme(preference("theme"));
translate(preference("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
const conflicts = review.conflicts();
if (conflicts.length) notify(say("conflicts", conflicts.map(visible).join(", ")));
