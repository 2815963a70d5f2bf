// What a reviewer writes: a text in the place of a fix, a comment to a decision.

const UNWRITABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/u;

/** Why that text cannot stand in the place of `before`, or nothing. */
function refusal(before, own) {
  const found = UNWRITABLE.exec(own);
  const ends = (text) => text.split("\n").length - 1;
  const most = [...before].length + data.limits.more;
  if (found) return say("noCharacter", pointName(found[0]));
  if (own === before) return say("sameText");
  if (ends(own) > ends(before)) return say("lineEnds", ends(own), ends(before));
  return [...own].length > most ? say("tooLong", [...own].length, most) : "";
}

/** What differs between two texts, as lists of characters: from where to where in the first, and
 *  what stands there in the second. */
function difference(before, own) {
  let low = 0;
  while (low < Math.min(before.length, own.length) && before[low] === own[low]) low++;
  let same = 0;
  while (same < Math.min(before.length, own.length) - low && before.at(-1 - same) === own.at(-1 - same)) same++;
  return [low, before.length - same, own.slice(low, own.length - same).join("")];
}

function plainEnds(text) {
  return text.replace(/\r\n?/g, "\n");
}

/** A box to type into. `taken(text)` gives why it is not taken, or nothing. */
class Writing {
  constructor() {
    this.dialog = byId("writing");
    this.field = byId("writing-text");
    this.who = byId("writing-who");
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.keep();
    });
    byId("writing-form").addEventListener("submit", (event) => (event.preventDefault(), this.keep()));
    byId("writing-cancel").addEventListener("click", () => this.dialog.close());
  }

  ask(title, shown, value, taken) {
    this.taken = taken;
    byId("writing-title").textContent = title;
    byId("writing-instead").replaceChildren(...shown);
    byId("writing-instead").hidden = !shown.length;
    byId("writing-error").textContent = "";
    this.field.value = value;
    this.who.value = reviewer();
    this.dialog.showModal();
    this.field.focus();
    this.field.select();
  }

  keep() {
    const error = this.taken(plainEnds(this.field.value), this.who.value.trim());
    byId("writing-error").textContent = error;
    if (error) return;
    preference("reviewer", this.who.value.trim());
    this.dialog.close();
    byId("place").focus({ preventScroll: true }); // at once: the next key is for the page
  }
}

function reviewer() {
  return preference("reviewer") ?? data.reviewer;
}
