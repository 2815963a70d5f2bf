// A list box that holds only the rows that are seen, however many there are.

class List {
  /** `draw(row, item)` fills a row; `choose(item)` is called when one is picked. */
  constructor(box, height, draw, choose) {
    Object.assign(this, { box, height, draw, choose, items: [], chosen: -1, rows: new Map() });
    this.room = box.appendChild(element("div", "room"));
    this.room.setAttribute("role", "presentation");
    box.addEventListener("scroll", () => this.render(), { passive: true });
    box.addEventListener("click", (event) => this.clicked(event));
    box.addEventListener("keydown", (event) => this.pressed(event));
    new ResizeObserver(() => this.render()).observe(box);
  }

  show(items, chosen) {
    this.items = items;
    this.chosen = chosen;
    this.room.style.height = `${items.length * this.height}px`;
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
    this.reveal();
    this.render();
  }

  reveal() {
    const top = this.chosen * this.height;
    const { scrollTop, clientHeight } = this.box;
    if (this.chosen < 0) return;
    if (top < scrollTop) this.box.scrollTop = top;
    else if (top + this.height > scrollTop + clientHeight) this.box.scrollTop = top + this.height - clientHeight;
  }

  render() {
    const { scrollTop, clientHeight } = this.box;
    const first = Math.max(0, Math.floor(scrollTop / this.height) - 3);
    const last = Math.min(this.items.length, Math.ceil((scrollTop + clientHeight) / this.height) + 3);
    for (const [number, row] of this.rows) {
      if (number < first || number >= last) {
        row.remove();
        this.rows.delete(number);
      }
    }
    for (let number = first; number < last; number++) if (!this.rows.has(number)) this.add(number);
    const active = this.rows.get(this.chosen);
    if (active) this.box.setAttribute("aria-activedescendant", active.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  add(number) {
    const row = element("div", "row");
    row.id = `${this.box.id}-${number}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-posinset", String(number + 1));
    row.setAttribute("aria-setsize", String(this.items.length));
    row.setAttribute("aria-selected", String(number === this.chosen));
    row.style.transform = `translateY(${number * this.height}px)`;
    row.style.height = `${this.height}px`;
    row.dataset.number = String(number);
    this.draw(row, this.items[number]);
    for (const part of row.children) part.setAttribute("aria-hidden", "true"); // the row's label says it
    this.rows.set(number, row);
    const after = [...this.rows.keys()].filter((other) => other > number).sort((a, b) => a - b)[0];
    this.room.insertBefore(row, this.rows.get(after) ?? null);
  }

  clicked(event) {
    const row = event.target.closest(".row");
    if (row) this.choose(this.items[Number(row.dataset.number)]);
  }

  pressed(event) {
    const last = this.items.length - 1;
    const page = Math.max(1, Math.floor(this.box.clientHeight / this.height) - 1);
    const goal = {
      ArrowDown: this.chosen + 1, ArrowUp: this.chosen - 1, Home: 0, End: last,
      PageDown: this.chosen + page, PageUp: this.chosen - page,
    }[event.key];
    if (goal === undefined || event.ctrlKey || event.metaKey || event.altKey || last < 0) return;
    event.preventDefault();
    this.choose(this.items[Math.min(last, Math.max(0, goal))]);
  }
}

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
