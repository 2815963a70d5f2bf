// Texts by code points, as the places of fixes count them; strings here count UTF-16.

class Text {
  constructor(string) {
    this.string = string;
    this.starts = /[\ud800-\udfff]/.test(string) ? pointStarts(string) : null;
  }

  /** Where a code point is in the string. */
  at(point) {
    return this.starts ? this.starts[Math.min(point, this.starts.length - 1)] : Math.min(point, this.string.length);
  }

  slice(start, end) {
    return this.string.slice(this.at(Math.max(0, start)), this.at(end));
  }

  get length() {
    return this.starts ? this.starts.length - 1 : this.string.length;
  }

  /** The stretch of whole lines around a change, `lines` more on each side, no more than `most`
   *  characters away. */
  around(start, end, lines = 2, most = 120) {
    const least = Math.max(0, start - most);
    const last = Math.min(this.length, end + most);
    const before = [...this.slice(least, start)];
    const after = [...this.slice(end, last)];
    let from = start;
    for (let seen = 0; from > least; from--) if (before[from - least - 1] === "\n" && seen++ === lines) break;
    let to = end;
    for (let seen = 0; to < last; to++) if (after[to - end] === "\n" && seen++ === lines) break;
    return [from, to];
  }

  /** Characters before a place (`way` -1) or after it, blanks aside, as decisions keep them. */
  beside(point, way, size = 8) {
    for (let reach = size; ; reach *= 2) {
      const part = way < 0 ? this.slice(point - reach, point) : this.slice(point, point + reach);
      const solid = [...part].filter((each) => !/\s|[\x1c-\x1f\x85]/.test(each) || each === "\ufeff");
      if (solid.length >= size || [...part].length < reach) return (way < 0 ? solid.slice(-size) : solid.slice(0, size)).join("");
    }
  }

  /** The code point at a place of the string. */
  point(index) {
    if (!this.starts) return index;
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first place from `point` on where no blank stands. */
  seenFrom(point) {
    const rest = this.slice(point, this.length);
    return point + [...rest.slice(0, rest.length - rest.trimStart().length)].length;
  }

  /** Whether a text stands here once, blanks aside. */
  hasOnce(wanted) {
    this.solid ??= this.string.replace(/\s/g, "");
    const solid = wanted.replace(/\s/g, "");
    const at = this.solid.indexOf(solid);
    return at >= 0 && this.solid.indexOf(solid, at + 1) < 0;
  }

  lineOf(point) {
    return this.slice(0, point).split(/\r\n?|\n/).length;
  }
}

function pointStarts(string) {
  const starts = [];
  for (let at = 0; at < string.length; at += string.codePointAt(at) > 0xffff ? 2 : 1) starts.push(at);
  starts.push(string.length);
  return Uint32Array.from(starts);
}

const PICTURES = { "\n": "⏎", "\r": "␍", "\f": "␌", "\t": "⇥", "\x7f": "␡" };
const UNSEEN =
  /[\x00-\x1f\x7f-\x9f\xa0\xad\u180e\u200b\u200c\u200e\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]/gu;
const BLANK = / |[\u1680\u2000-\u200a\u200d\u205f\u3000]/;

/** A sign for each character that would not be seen, or would turn the text around it. */
function visible(text) {
  return text.replace(/\r\n/g, "\n").replace(UNSEEN, picture);
}

function picture(character) {
  const point = character.codePointAt(0);
  if (PICTURES[character]) return PICTURES[character];
  return point < 0x20 ? String.fromCodePoint(0x2400 + point) : pointName(character);
}

function pointName(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What a character that is not seen is called. */
function chipName(character) {
  return words.chips[character] ?? pointName(character);
}

/** Changed text with the names of what is not seen, for those who hear it. */
function named(text) {
  return pieces(text, true).map(([part, times]) => (times ? `[${chipText(part, times)}]` : part)).join("");
}

function chipText(character, times) {
  return times > 1 ? `${chipName(character)} ×${times}` : chipName(character);
}

/** A text cut into what is seen, and runs of one character that is not, with how long they are.
 *  `blanks`: whether blanks count as not seen, as they do where they change. */
function pieces(text, blanks) {
  const found = [];
  for (const character of text.replace(/\r\n/g, "\n")) {
    UNSEEN.lastIndex = 0;
    const hidden = UNSEEN.test(character) || (blanks && BLANK.test(character));
    const last = found.at(-1);
    if (hidden && last?.[1] && last[0] === character) last[1] += 1;
    else if (hidden) found.push([character, 1]);
    else if (last && !last[1]) last[0] += character;
    else found.push([character, 0]);
  }
  return found;
}

/** Text as nodes: a labelled chip for each run that is not seen. `lines`: whether line ends of text
 *  that does not change end lines and have no chip; with blanks "lines" they do both. */
function chipped(text, { blanks = false, lines = false } = {}) {
  return pieces(text, blanks).flatMap(([part, times]) => {
    if (!times) return [part];
    if (lines && part === "\n") return ["\n".repeat(times)];
    const made = element("span", "chip", chipText(part, times));
    made.title = pointName(part);
    return part === "\n" && blanks === "lines" ? [made, "\n".repeat(times)] : [made];
  });
}

/** Text that keeps its line ends. */
function running(text) {
  return chipped(text, { lines: true });
}

/** Text in one line: a small sign for each line end. */
function inLine(text) {
  return chipped(text.replace(/\r\n?/g, "\n").replace(/\n/g, "⏎"));
}

/** Changed text: line ends and blanks are seen, and lines still end. */
function changed(text) {
  return chipped(text, { blanks: "lines" });
}

/** Order of code points, in which the file of decisions is sorted. */
function byPoints(left, right) {
  const [a, b] = [[...left], [...right]];
  for (let n = 0; n < Math.min(a.length, b.length); n++) {
    if (a[n] !== b[n]) return a[n].codePointAt(0) - b[n].codePointAt(0);
  }
  return a.length - b.length;
}
