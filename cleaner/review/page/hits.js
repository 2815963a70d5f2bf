// What was searched for, marked where it is seen.

/** Mark a text in what is shown, where the browser can do it without changing the page. */
function markHits(wanted) {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete("hit");
  const searched = wanted.toLowerCase();
  if (!searched) return;
  const ranges = [...document.querySelectorAll(".title, .excerpt, .text, .file, #series-title, #why, .quiet")]
    .filter((box) => box.checkVisibility()).flatMap((box) => hitsIn(box, searched));
  if (ranges.length) CSS.highlights.set("hit", new Highlight(...ranges));
}

/** The ranges of a text in a box, across the marks that stand in it. */
function hitsIn(box, searched) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let all = "";
  while (walker.nextNode()) {
    nodes.push([walker.currentNode, all.length]);
    all += walker.currentNode.data;
  }
  const lower = all.toLowerCase();
  if (lower.length !== all.length) return []; // a letter that is longer in lower case: places differ
  const ranges = [];
  for (let at = lower.indexOf(searched); at >= 0; at = lower.indexOf(searched, at + searched.length)) {
    const range = new Range();
    range.setStart(...spotIn(nodes, at, false));
    range.setEnd(...spotIn(nodes, at + searched.length, true));
    ranges.push(range);
  }
  return ranges;
}

function spotIn(nodes, place, ends) {
  const [node, start] = nodes.findLast(([, begins]) => (ends ? begins < place : begins <= place));
  return [node, place - start];
}
