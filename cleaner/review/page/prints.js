// The print beside a place: a crop of it, and the whole page with the place marked.

const STEPS = [1, 1.5, 2, 3, 4, 6]; // times the width of the room

class Print {
  constructor() {
    this.figure = byId("scan");
    this.dialog = byId("sheet");
    this.room = byId("sheet-room");
    this.step = 2;
    byId("scan-open").addEventListener("click", () => this.toggle());
    byId("sheet-close").addEventListener("click", () => this.toggle());
    byId("sheet-in").addEventListener("click", () => this.zoom(1));
    byId("sheet-out").addEventListener("click", () => this.zoom(-1));
    this.dialog.addEventListener("keydown", (event) => {
      if ("+=".includes(event.key)) this.zoom(1);
      if (event.key === "-") this.zoom(-1);
    });
  }

  show(fix) {
    this.fix = fix;
    const spot = printed.spots[fix.number];
    this.figure.hidden = !spot;
    if (!spot) return;
    const source = this.cropOf(fix, spot);
    const box = this.figure.querySelector(".crop");
    box.replaceChildren();
    byId("scan-none").hidden = Boolean(source);
    byId("scan-none").textContent = say("noPrint", fix.file);
    byId("scan-open").hidden = !this.pageOf(fix, spot);
    if (!source) return;
    const [x0, y0, x1, y1] = spot.crop;
    const inside = ([a, b, c, d]) => [(a - x0) / (x1 - x0), (b - y0) / (y1 - y0), (c - x0) / (x1 - x0), (d - y0) / (y1 - y0)];
    this.fill(box, source, spot.marks.map(inside), () => {
      byId("scan-none").hidden = false;
      byId("scan-open").hidden = true;
      box.replaceChildren();
    });
  }

  cropOf(fix, spot) {
    return printed.served ? `crop/${fix.number}` : printed.pictures[spot.picture];
  }

  pageOf(fix, spot) {
    return printed.served ? `print/${fix.number}` : printed.pages[`${spot.page} ${fix.file}`];
  }

  /** A picture with marks on it, shares of its sides. */
  fill(box, source, marks, failed) {
    const picture = element("img");
    picture.alt = say("print");
    picture.addEventListener("error", failed);
    picture.src = source;
    box.replaceChildren(picture, ...marks.map(([x0, y0, x1, y1]) => {
      const mark = element("span", "mark");
      Object.assign(mark.style, { left: share(x0), top: share(y0), width: share(x1 - x0), height: share(y1 - y0) });
      return mark;
    }));
    return picture;
  }

  toggle() {
    if (this.dialog.open) return this.dialog.close();
    const spot = this.fix && printed.spots[this.fix.number];
    const source = spot && this.pageOf(this.fix, spot);
    if (!source) return announce(say("noPrint", this.fix?.file ?? ""), true);
    byId("sheet-title").textContent = say("printOf", this.fix.file, spot.page);
    this.dialog.showModal();
    const picture = this.fill(this.room.firstElementChild, source, spot.marks, () => (this.dialog.close(), announce(say("noPrint", this.fix.file), true)));
    picture.addEventListener("load", () => this.zoom(0));
  }

  zoom(by) {
    this.step = Math.min(STEPS.length - 1, Math.max(0, this.step + by));
    this.room.firstElementChild.style.width = `${STEPS[this.step] * 100}%`;
    this.room.querySelector(".mark")?.scrollIntoView({ block: "center", inline: "center" });
  }
}

function share(value) {
  return `${value * 100}%`;
}
