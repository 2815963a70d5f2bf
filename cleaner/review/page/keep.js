// Where decisions go: into the browser's storage, or to the server that gave the page.

/** Keeps the steps taken on this page, so that a reload finds them and can undo them. */
class Browser {
  constructor(review, key, complain) {
    this.review = review;
    this.key = `cleaner.review.${key}`;
    this.complain = complain;
    this.kept = true;
    this.steps = [];
    const before = this.stored();
    for (const [name, verdict] of before) if (review.target(name)) this.step(name, verdict);
  }

  stored() {
    try {
      const steps = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return Array.isArray(steps) ? steps.filter(Array.isArray) : [];
    } catch {
      return [];
    }
  }

  step(name, verdict) {
    this.steps.push({ name, verdict, before: this.review.book.get(name) });
    this.review.put(name, verdict);
  }

  decide(name, verdict) {
    this.step(name, verdict);
    this.store();
  }

  async undo() {
    const last = this.steps.pop();
    if (!last) return null;
    if (last.before) this.review.book.set(last.name, last.before);
    else this.review.book.delete(last.name);
    this.store();
    return last.name;
  }

  store() {
    try {
      localStorage.setItem(this.key, JSON.stringify(this.steps.map(({ name, verdict }) => [name, verdict])));
      this.kept = true;
    } catch {
      this.kept = false;
      this.complain(say("notKept"));
    }
  }
}

/** Sends each decision in turn; what the page shows is what was saved, or is being saved. */
class Server {
  constructor(review, saved, failed) {
    this.review = review;
    this.saved = saved;
    this.failed = failed;
    this.queue = Promise.resolve();
    this.waiting = 0;
  }

  get kept() {
    return this.waiting === 0;
  }

  decide(name, verdict) {
    const before = this.review.book.get(name);
    this.review.put(name, verdict);
    this.send("decide", { name, verdict }).catch((error) => {
      if (before) this.review.book.set(name, before);
      else this.review.book.delete(name);
      this.failed(error);
    });
  }

  async undo() {
    try {
      const { name, decisions } = await this.send("undo", {});
      if (name === null) return null;
      this.review.book.delete(name);
      for (const [verdict, line] of decisions) this.review.keep(name, verdict, line);
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
