// Where decisions go: into the browser's storage, or to the server that gave the page.

/** Keeps the steps taken on this page, in whichever tab, so that a reload finds them and can undo them. */
class Browser {
  constructor(review, key, complain, changed) {
    this.review = review;
    this.key = `cleaner.review.${key}`;
    this.complain = complain;
    this.isKept = true;
    this.steps = [];
    this.catchUp();
    addEventListener("storage", ({ key }) => key === this.key && (this.catchUp(), changed()));
  }

  /** Take the steps that are stored, where another tab has stored others than this one. */
  catchUp() {
    const text = this.stored();
    if (text === null || text === this.text) return;
    this.text = text;
    while (this.steps.length) this.stepBack();
    for (const step of stepsIn(text)) {
      for (const each of step) if (Array.isArray(each)) this.found(each[2] ?? {});
      const known = step.filter((each) => Array.isArray(each) && this.review.target(each[0]));
      if (known.length) this.step(known.map(([name, verdict, said]) => ({ name, verdict, said: said ?? {} })));
    }
  }

  stored() {
    try {
      return localStorage.getItem(this.key);
    } catch {
      return null;
    }
  }

  /** Decisions made at once, each of a name, a verdict, and what was said with it. */
  step(decisions) {
    this.steps.push(decisions.map((each) => ({ ...each, before: this.review.book.get(each.name) })));
    for (const { name, verdict, said } of decisions) this.review.put(name, verdict, said);
  }

  stepBack() {
    const step = this.steps.pop();
    for (const { name, before } of step) this.review.restore(name, before);
    return step[0].name;
  }

  put(decisions) {
    this.catchUp();
    this.step(decisions);
    this.store();
  }

  decide(names, verdict) {
    this.put(names.map((name) => ({ name, verdict, said: {} })));
  }

  correct(name, own, reviewer) {
    const comment = this.kept(name)?.comment ?? "";
    this.put([{ name, verdict: "replace", said: { own, comment, reviewer } }]);
  }

  comment(name, comment, reviewer) {
    const { verdict, after } = this.kept(name);
    this.put([{ name, verdict, said: { comment, reviewer, ...(verdict === "replace" && { own: after }) } }]);
  }

  /** Take in a place that was found by hand: file, start and end, or kind, file and lines, which may
   *  be nonsense. */
  found({ at, placed }) {
    if (Array.isArray(placed) && PLACINGS.includes(placed[0]) && this.review.texts.has(placed[1])) this.review.addPlaced(...placed);
    if (Array.isArray(at) && this.review.texts.has(at[0]) && at.slice(1).every(Number.isInteger)) this.review.addByHand(...at);
  }

  write(fix, own, reviewer) {
    const { file, changes: [{ start, end }] } = fix;
    this.put([{ name: fix.id, verdict: "replace", said: { own, comment: "", reviewer, at: [file, start, end] } }]);
  }

  place(fix, placed, reviewer) {
    this.put([{ name: fix.id, verdict: placed[0], said: { reviewer, placed } }]);
  }

  kept(name) {
    const line = this.review.book.get(name)?.[0]?.line;
    return line ? JSON.parse(line) : null;
  }

  async undo() {
    this.catchUp();
    if (!this.steps.length) return null;
    const name = this.stepBack();
    this.store();
    return name;
  }

  store() {
    const text = JSON.stringify(this.steps.map((step) => step.map(({ name, verdict, said }) => [name, verdict, said])));
    try {
      localStorage.setItem(this.key, text);
      this.text = text;
      this.isKept = true;
    } catch {
      this.isKept = false;
      this.complain(say("notKept"));
    }
  }
}

/** The steps in what a browser has stored, which may be nonsense. */
function stepsIn(text) {
  try {
    const steps = JSON.parse(text);
    return Array.isArray(steps) ? steps.filter(Array.isArray) : [];
  } catch {
    return [];
  }
}

/** Sends each decision in turn; what the page shows is what was saved, or is being saved. */
class Server {
  /** `saved(how)`: that all is `saved`, is `saving`, or that something is `notSaved`. */
  constructor(review, saved, failed, changed) {
    this.review = review;
    this.saved = saved;
    this.failed = failed;
    this.queue = Promise.resolve();
    this.waiting = 0;
    this.lost = false;
    this.tabs = new BroadcastChannel("cleaner.review");
    this.tabs.addEventListener("message", ({ data: books }) => {
      for (const [name, lines] of books) review.restore(name, lines);
      changed();
    });
  }

  /** What other tabs are to show, too. */
  tell(names) {
    this.tabs.postMessage(names.map((name) => [name, this.review.book.get(name)]));
  }

  get isKept() {
    return this.waiting === 0;
  }

  decide(names, verdict) {
    this.put("decide", { names, verdict }, names.map((name) => ({ name, verdict, said: {} })));
  }

  correct(name, own, reviewer) {
    const comment = this.review.book.get(name)?.length === 1 ? JSON.parse(this.review.book.get(name)[0].line).comment : "";
    this.put("correct", { name, own, reviewer }, [{ name, verdict: "replace", said: { own, comment, reviewer } }]);
  }

  comment(name, comment, reviewer) {
    const { verdict, after } = JSON.parse(this.review.book.get(name)[0].line);
    const said = { comment, reviewer, ...(verdict === "replace" && { own: after }) };
    this.put("comment", { name, comment, reviewer }, [{ name, verdict, said }]);
  }

  write(fix, own, reviewer) {
    const { file, changes: [{ start, end }] } = fix;
    this.put("write", { file, start, end, own, reviewer }, [{ name: fix.id, verdict: "replace", said: { own, comment: "", reviewer } }]);
  }

  place(fix, placed, reviewer) {
    const [kind, file, first, last, goal] = placed;
    this.put("place", { kind, file, first, last, goal, reviewer }, [{ name: fix.id, verdict: kind, said: { reviewer } }]);
  }

  /** Show what is decided, and send it. */
  put(action, values, decisions) {
    const before = decisions.map(({ name }) => [name, this.review.book.get(name)]);
    for (const { name, verdict, said } of decisions) this.review.put(name, verdict, said);
    const names = decisions.map(({ name }) => name);
    this.send(action, values).then(() => this.tell(names), (error) => {
      for (const [name, lines] of before) this.review.restore(name, lines);
      this.failed(error);
    });
  }

  async undo() {
    try {
      const { decisions } = await this.send("undo", {});
      if (!decisions.length) return null;
      for (const [name, verdict, line] of decisions) {
        this.review.book.delete(name);
        if (verdict) this.review.keep(name, verdict, line);
      }
      this.tell(decisions.map(([name]) => name));
      return decisions[0][0];
    } catch (error) {
      this.failed(error);
      return undefined;
    }
  }

  send(action, values) {
    this.waiting += 1;
    this.saved("saving");
    const sent = this.queue.then(() => post(action, values));
    this.queue = sent.then(() => (this.lost = false), () => (this.lost = true)).then(() => {
      this.waiting -= 1;
      if (!this.waiting) this.saved(this.lost ? "notSaved" : "saved");
    });
    return sent;
  }
}

async function post(action, values) {
  const response = await fetch(action, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(values),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}
