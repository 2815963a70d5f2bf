// Blocks of lines that a reader puts somewhere, and where articles begin.

const MOVING = ["move", "continue", "headline"];
const PLACINGS = [...MOVING, "start", "join"];
const MOVED = "review.move", ARTICLE = "review.article"; // the rules of what a reader does so
const GOAL = 24; // characters kept on each side of a goal, blanks aside

/** Where lines begin in a text: code points. */
function lineStarts(text) {
  return [0, ...[...text.string.matchAll(/\r\n|\r|\n/g)].map((found) => text.point(found.index + found[0].length))];
}

/** A block of lines with where it goes, as the command line keeps it; or why there is none. */
function placedBlock(text, kind, first, last, goal) {
  const starts = lineStarts(text);
  const count = starts.length - (/[\r\n]$/.test(text.string) ? 1 : 0);
  const endOf = (line) => withoutEnd(text, starts[line] ?? text.length);
  if (!(first >= 1 && first <= last && last <= count)) return say("noLines", count);
  const [start, end] = trimmed(text, starts[first - 1], endOf(last));
  if (start === end) return say("emptyLines");
  const sides = ["", ""];
  let to;
  if (MOVING.includes(kind)) {
    if (!(goal >= 1 && goal <= count + (kind === "continue" ? 0 : 1))) return say("noLines", count);
    to = goal > count ? text.length : kind === "continue" ? endOf(goal) : starts[goal - 1];
    if (goal <= count && !text.slice(starts[goal - 1], endOf(goal)).trim()) return say("emptyGoal");
    if (start <= to && to <= end) return say("withinItself");
    sides[0] = text.beside(to, -1, GOAL);
    sides[1] = text.beside(to, 1, GOAL);
    if (goal <= count && kind !== "continue") to = text.seenFrom(to);
  }
  const near = [text.beside(start, -1), text.beside(end, 1)];
  const block = text.slice(start, end);
  if (!text.hasOnce(near[0] + block + near[1]) || (to !== undefined && !text.hasOnce(sides.join("")))) return say("twice");
  const rule = MOVING.includes(kind) ? MOVED : ARTICLE;
  const alone = new Text(block);
  const id = `${rule} ${near[0]}|${alone.beside(0, 1)}|${alone.beside(alone.length, -1)}|${near[1]}`;
  return { id, rule, start, end, block, near, sides, to, line: first };
}

/** A block with the blank lines that part it from what stands at its goal. */
function parted(kind, block, [, right]) {
  if (kind !== "move" && kind !== "headline") return block;
  return right ? `${block}\n\n` : `\n\n${block}`;
}

function withoutEnd(text, point) {
  const tail = text.slice(point - 2, point);
  return point - [...(/[\r\n]+$/.exec(tail)?.[0] ?? "")].length;
}

/** A stretch without the blanks at its ends. */
function trimmed(text, start, end) {
  const block = [...text.slice(start, end)];
  const isBlank = (each) => !each.trim();
  let [low, high] = [0, block.length];
  while (low < high && isBlank(block[low])) low++;
  while (high > low && isBlank(block[high - 1])) high--;
  return [start + low, start + high];
}

/** The box in which lines are chosen, what they are, and where they go. */
class Placing {
  constructor() {
    this.dialog = byId("placing");
    this.fields = ["first", "last", "goal"].map((name) => byId(`placing-${name}`));
    this.kind = byId("placing-kind");
    this.aim = this.fields[0];
    this.list = new List(byId("placing-lines"), 30, (row, number) => this.draw(row, number), (number) => this.pick(number));
    for (const field of this.fields) {
      field.addEventListener("focus", () => (this.aim = field));
      field.addEventListener("input", () => this.show());
    }
    this.kind.addEventListener("input", () => this.show());
    byId("placing-form").addEventListener("submit", (event) => (event.preventDefault(), this.keep()));
    byId("placing-cancel").addEventListener("click", () => this.dialog.close());
  }

  ask(fix, kind, taken) {
    this.taken = taken;
    this.text = review.text(fix);
    this.starts = lineStarts(this.text);
    this.lines = this.text.string.split(/\r\n|\r|\n/);
    if (this.lines.length > 1 && !this.lines.at(-1)) this.lines.pop();
    this.kind.replaceChildren(...PLACINGS.map((each) => new Option(say(`as-${each}`), each)));
    this.kind.value = kind;
    this.fields[0].value = this.fields[1].value = String(fix.line);
    this.fields[2].value = "";
    byId("placing-who").value = reviewer();
    byId("placing-error").textContent = "";
    this.dialog.showModal();
    this.show();
    this.fields[0].focus();
    this.fields[0].select();
  }

  get numbers() {
    return this.fields.map((field) => Number(field.value));
  }

  show() {
    const kind = this.kind.value;
    const moves = MOVING.includes(kind);
    byId("placing-to").hidden = !moves;
    byId("placing-until").hidden = !moves;
    byId("placing-to-text").textContent = say(kind === "continue" ? "onFromLine" : kind === "headline" ? "storyAtLine" : "beforeLine");
    const chosen = this.aim === this.fields[2] && this.numbers[2] ? this.numbers[2] : this.numbers[0];
    this.list.show(this.lines.map((_, at) => at + 1), Math.min(this.lines.length, chosen) - 1);
  }

  draw(row, number) {
    const [first, last, goal] = this.numbers;
    const moves = MOVING.includes(this.kind.value);
    const picked = number >= first && number <= (moves ? Math.max(first, last) : first);
    row.classList.toggle("picked", picked);
    row.classList.toggle("goal", moves && number === goal);
    const words = element("span", "excerpt");
    words.lang = "zh-Hans";
    words.append(...inLine(this.lines[number - 1]));
    row.append(element("span", "number", String(number)), words);
    row.setAttribute("aria-label", `${say("line", number)}. ${visible(this.lines[number - 1])}${picked ? `. ${say("picked")}` : ""}`);
  }

  /** Put a line into the field at hand, and go on to the next one. */
  pick(number) {
    const at = this.fields.indexOf(this.aim);
    this.aim.value = String(number);
    if (at === 0) this.fields[1].value = String(number);
    const next = MOVING.includes(this.kind.value) ? this.fields[Math.min(2, at + 1)] : this.aim;
    this.show();
    next.focus();
    this.aim = next;
  }

  keep() {
    const [first, last, goal] = this.numbers;
    const kind = this.kind.value;
    const who = byId("placing-who").value.trim();
    const error = this.taken(kind, first, MOVING.includes(kind) ? last : first, MOVING.includes(kind) ? goal : 0, who);
    byId("placing-error").textContent = error;
    if (error) return;
    preference("reviewer", who);
    this.dialog.close();
    byId("place").focus({ preventScroll: true }); // at once: the next key is for the page
  }
}
