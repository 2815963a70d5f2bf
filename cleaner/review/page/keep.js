// Where decisions go: into the browser's storage, or to the server that gave the page.

/** Keeps the steps taken on this page, in whichever tab, so that a reload finds them and can undo them. */
class Browser {
  constructor(review, key, complain, changed) {
    this.review = review;
    this.key = `cleaner.review.${key}`;
    this.complain = complain;
    this.kept = true;
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
    for (const [name, verdict] of stepsIn(text)) if (this.review.target(name)) this.step(name, verdict);
  }

  stored() {
    try {
      return localStorage.getItem(this.key);
    } catch {
      return null;
    }
  }

  step(name, verdict) {
    this.steps.push({ name, verdict, before: this.review.book.get(name) });
    this.review.put(name, verdict);
  }

  stepBack() {
    const { name, before } = this.steps.pop();
    this.review.restore(name, before);
    return name;
  }

  decide(name, verdict) {
    this.catchUp();
    this.step(name, verdict);
    this.store();
  }

  async undo() {
    this.catchUp();
    if (!this.steps.length) return null;
    const name = this.stepBack();
    this.store();
    return name;
  }

  store() {
    const text = JSON.stringify(this.steps.map(({ name, verdict }) => [name, verdict]));
    try {
      localStorage.setItem(this.key, text);
      this.text = text;
      this.kept = true;
    } catch {
      this.kept = false;
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
  constructor(review, saved, failed, changed) {
    this.review = review;
    this.saved = saved;
    this.failed = failed;
    this.queue = Promise.resolve();
    this.waiting = 0;
    this.tabs = new BroadcastChannel("cleaner.review");
    this.tabs.addEventListener("message", ({ data: [name, lines] }) => (review.restore(name, lines), changed()));
  }

  /** What other tabs are to show, too. */
  tell(name) {
    this.tabs.postMessage([name, this.review.book.get(name)]);
  }

  get kept() {
    return this.waiting === 0;
  }

  decide(name, verdict) {
    const before = this.review.book.get(name);
    this.review.put(name, verdict);
    this.send("decide", { name, verdict }).then(() => this.tell(name), (error) => {
      this.review.restore(name, before);
      this.failed(error);
    });
  }

  async undo() {
    try {
      const { name, decisions } = await this.send("undo", {});
      if (name === null) return null;
      this.review.book.delete(name);
      for (const [verdict, line] of decisions) this.review.keep(name, verdict, line);
      this.tell(name);
      return name;
    } catch (error) {
      this.failed(error);
      return undefined;
    }
  }

  send(action, values) {
    this.waiting += 1;
    this.saved(false);
    const sent = this.queue.then(() => post(action, values));
    this.queue = sent.catch(() => {}).then(() => {
      this.waiting -= 1;
      if (!this.waiting) this.saved(true);
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
