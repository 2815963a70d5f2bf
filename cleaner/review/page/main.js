// The page itself: what is chosen and filtered, its keys, and what is shown of it.

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const review = new Review(data);
const keeper = data.served
  ? new Server(review, saved, (error) => (notify(say("failed", error.message)), refresh()), () => refresh())
  : new Browser(review, data.key, notify, () => refresh());
const filters = { search: "", rule: "", safety: "", state: "" };
let shown = review.order;
let current = shown.find((fix) => !review.verdict(fix)) ?? shown[0];

const seriesList = new List(byId("series"), 78, drawSeries, (series) => go(firstOf(series)));
const placeList = new List(byId("places"), 44, drawPlace, go);

// Deciding

function decide(verdict) {
  if (!current) return;
  if (current.safety === "note") verdict = verdict && "reject"; // a note can only be put aside
  const from = current;
  keeper.decide(from.id, verdict);
  onward(from, (fix) => fix === from);
}

function decideSeries(verdict) {
  if (!current) return;
  const series = review.series[current.series];
  if (series.fixes.every((fix) => fix.safety === "note")) verdict = "reject";
  keeper.decide(series.name, verdict);
  onward(current, (fix) => fix.series === series.number);
}

/** To the next undecided place of those that were shown, past those that `isDone` says. */
function onward(from, isDone) {
  const at = shown.indexOf(from);
  const rest = [...shown.slice(at + 1), ...shown.slice(0, at)];
  const next = rest.find((fix) => !isDone(fix) && !review.verdict(fix));
  if (next) current = next;
  refresh();
  announce(next ? spoken() : say("done"));
}

async function undo() {
  const name = await keeper.undo();
  if (name === undefined) return;
  if (name === null) return announce(say("nothingToUndo"), true);
  const target = review.target(name);
  if (target) current = target.fixes ? target.fixes[0] : target;
  refresh();
  announce(say("undone", target?.fixes ? titleOf(review, target) : spoken()), true);
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
  const listed = seriesList.items;
  const at = listed.findIndex((series) => series.number === current?.series);
  const series = listed[Math.min(listed.length - 1, Math.max(0, at + by))];
  if (series) go(firstOf(series));
}

function firstOf(series) {
  const places = shown.filter((fix) => fix.series === series.number);
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
  if (current && !shown.includes(current)) shown = [...shown, current].sort((a, b) => rank(a) - rank(b));
  showProgress();
  const numbers = [...new Set(shown.map((fix) => fix.series))];
  seriesList.show(numbers.map((number) => review.series[number]), numbers.indexOf(current?.series));
  byId("shown").textContent = say("shown", numbers.length, shown.length);
  byId("work").hidden = !current;
  byId("empty").hidden = Boolean(current);
  byId("empty").textContent = say(review.fixes.length ? "nothing" : "clean");
  if (current) showPlace(current);
}

const ranks = new Map(review.order.map((fix, place) => [fix, place]));
const rank = (fix) => ranks.get(fix);

function showProgress() {
  const decided = review.decided();
  byId("progress").max = Math.max(1, review.fixes.length);
  byId("progress").value = decided;
  byId("count").textContent = say("count", decided, review.fixes.length);
  byId("progress").setAttribute("aria-label", byId("count").textContent);
}

function showPlace(fix) {
  const series = review.series[fix.series];
  const places = shown.filter((each) => each.series === fix.series);
  const note = fix.safety === "note";
  byId("series-rule").textContent = series.rule;
  byId("series-title").replaceChildren(...titleNodes(review, series));
  const why = reasonOf(review, fix);
  byId("why").textContent = why === titleOf(review, series) ? "" : why;
  label("accept-all", say("acceptAll", series.fixes.length)).hidden = note;
  label("reject-all", say(note ? "dismissAll" : "rejectAll", series.fixes.length));
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
  label("reject", say(note ? "dismiss" : "reject"));
  byId("places-title").textContent = say("places", places.length);
  placeList.show(places, places.indexOf(fix));
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
    element("span", "", say("confidence", sure)),
    element("span", "file", `${fix.file}:${fix.line}:${fix.column}`),
    ...(count > 1 ? [element("span", "", say("alike", count))] : []),
  ];
}

function drawSeries(row, series) {
  const { fixes } = series;
  const decided = fixes.filter((fix) => review.verdict(fix)).length;
  const verdicts = new Set(fixes.map((fix) => review.verdict(fix)));
  const [sign, name] = verdicts.size === 1 ? state(review, fixes[0]) : ["◐", "mixed"];
  const mark = element("span", `sign ${name}`, sign);
  const title = element("span", "title");
  title.append(...titleNodes(review, series), changesWords(series) ? reasonOf(review, fixes[0]) : "");
  title.lang = "zh-Hans";
  const kinds = [...new Set(fixes.map((fix) => say(review.kind(fix))))].join(" · ");
  row.append(mark, title, element("span", "number", `${decided}/${fixes.length}`), element("span", "quiet", `${series.rule} · ${kinds}`));
  row.title = series.name;
  row.setAttribute("aria-label", `${titleOf(review, series)}. ${series.rule}, ${kinds}, ${say("count", decided, fixes.length)}`);
}

function drawPlace(row, fix) {
  const [sign, name] = state(review, fix);
  const mark = element("span", `sign ${name}`, sign);
  const words = element("span", "excerpt");
  words.lang = "zh-Hans";
  words.append(...excerptNodes(review, fix));
  row.append(mark, words, element("span", "quiet at", String(fix.line)));
  row.title = `${fix.file}:${fix.line}:${fix.column}`;
  row.setAttribute("aria-label", `${say(name)}. ${say("line", fix.line)}. ${spokenChange(fix)}`);
}

// Saying

/** Where the reader is, in words. */
function spoken() {
  const places = shown.filter((fix) => fix.series === current.series);
  const title = titleOf(review, review.series[current.series]);
  return say("spoken", title, places.indexOf(current) + 1, places.length, current.line, spokenChange(current));
}

function announce(text, seen = false) {
  const live = byId("live");
  live.textContent = text;
  live.classList.remove("toast");
  void live.offsetWidth; // so that the same toast appears anew
  live.classList.toggle("toast", seen || text === say("done"));
}

function notify(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = !text;
}

function saved(done) {
  byId("saved").textContent = say(done ? "saved" : "saving");
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

function choices(id, values) {
  const { value } = byId(id);
  byId(id).replaceChildren(new Option(say("all"), ""), ...values.map(([key, text]) => new Option(text, key)));
  byId(id).value = value;
}

function translate(language) {
  speak(language);
  const other = byId("language");
  other.textContent = language === "zh" ? "English" : "中文";
  other.lang = language === "zh" ? "en" : "zh-Hans";
  choices("rule", [...new Set(review.series.map((each) => each.rule))].sort().map((rule) => [rule, rule]));
  choices("safety", ["suggested", "applied", "note"].map((key) => [key, say(key)]));
  choices("state", ["open", "decided"].map((key) => [key, say(key)]).concat([["accept", say("accepted")], ["reject", say("rejected")]]));
  const keys = Object.entries(words.keys).filter(([key]) => !(data.served && key === "s"));
  byId("keys").replaceChildren(...keys.flatMap(([key, text]) => [element("dt", "", key), element("dd", "", text)]));
  byId("help-text").textContent = say(data.served ? "helpServed" : "helpFile");
  byId("lost").hidden = !data.lost.length;
  byId("lost").querySelector("summary").textContent = say("lost", data.lost.length);
  byId("lost").querySelector("ul").replaceChildren(...data.lost.map((line) => element("li", "", visible(line))));
  saved(true);
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

function search() {
  toggleSeries(true);
  byId("search").select();
}

const ACTIONS = {
  "j": () => step(1), "k": () => step(-1), "]": () => stepSeries(1), "[": () => stepSeries(-1),
  "a": () => decide("accept"), "r": () => decide("reject"),
  "A": () => decideSeries("accept"), "R": () => decideSeries("reject"),
  "u": undo, "s": download, "/": search, "?": () => byId("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || byId("help").open) return;
  const typing = event.target.matches("input, select, textarea");
  if (typing && (event.key === "Escape" || (event.key === "Enter" && event.target.id === "search"))) {
    event.preventDefault();
    toggleSeries(false);
    byId("place").focus({ preventScroll: true });
  } else if (!typing && Object.hasOwn(ACTIONS, event.key)) {
    event.preventDefault();
    ACTIONS[event.key]();
  }
});

const CLICKS = {
  accept: "a", reject: "r", "accept-all": "A", "reject-all": "R", previous: "k", next: "j",
  undo: "u", save: "s", "help-button": "?",
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
byId("filters").addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeunload", (event) => {
  if (!keeper.kept) event.preventDefault();
});

byId("save").hidden = data.served;
byId("saved").hidden = !data.served;
setTheme(preference("theme"));
translate(preference("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
const conflicts = review.conflicts();
if (conflicts.length) notify(say("conflicts", conflicts.map(visible).join(", ")));
