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

/** A sign for each character that would not be seen, or would turn the text around it. */
function visible(text) {
  return text.replace(/\r\n/g, "\n").replace(UNSEEN, picture);
}

function picture(character) {
  const point = character.codePointAt(0);
  if (PICTURES[character]) return PICTURES[character];
  return point < 0x20 ? String.fromCodePoint(0x2400 + point) : `<U+${point.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/** Text that keeps its line ends. */
function running(text) {
  return text.replace(/\r\n/g, "\n").split("\n").map(visible).join("\n");
}

/** Changed text: line ends and blanks are seen, and lines still end. */
function changed(text) {
  return visible(text).replace(/ /g, "␣").replace(/\u3000/g, "□").replace(/⏎/g, "⏎\n").replace(/\n$/, "");
}

/** Order of code points, in which the file of decisions is sorted. */
function byPoints(left, right) {
  const [a, b] = [[...left], [...right]];
  for (let n = 0; n < Math.min(a.length, b.length); n++) {
    if (a[n] !== b[n]) return a[n].codePointAt(0) - b[n].codePointAt(0);
  }
  return a.length - b.length;
}
