"use strict";
// What the page says, in English and Chinese.
const WORDS = {
  en: {
    skip: "Go to the place under review", review: "review", tools: "Tools", series: "Series",
    seriesAndFilters: "Series and filters", undo: "Undo", undoLong: "Undo the last decision",
    save: "Download", saved: "Saved", saving: "Saving…", theme: "Dark or light", help: "Keys and help",
    search: "Search", rule: "Rule", kind: "Kind", state: "State", source: "Source",
    place: "Place under review", decide: "Decide on this place", close: "Close",
    accept: "Accept", reject: "Reject", dismiss: "Dismiss", previous: "Previous place", next: "Next place",
    acceptAll: "Accept all {0}", rejectAll: "Reject all {0}", dismissAll: "Dismiss all {0}",
    result: "Result", resultIf: "Result, if accepted", resultNot: "Result: left as it is",
    all: "All", suggested: "Suggested", applied: "Applied", note: "Note",
    open: "Undecided", accepted: "Accepted", rejected: "Rejected", decided: "Decided",
    mixed: "Partly decided", count: "{0} of {1} decided",
    shown: "{0} series, {1} places", places: "Places in this series ({0})",
    confidence: "Confidence {0} %", line: "line {0}", alike: "{0} places alike, decided together",
    nothing: "No place fits these filters.", clean: "Nothing to review: the texts are clean.",
    done: "All places are decided.", undone: "Undone: {0}", nothingToUndo: "Nothing to undo.",
    downloaded: "{0} written by your browser; put it beside cleaner.toml.",
    notKept: "This browser keeps nothing for this page: download your decisions before you close it.",
    failed: "Not saved: {0}. Is the server still running? What you see is what is saved.",
    conflicts: "Accepted and rejected by two reviewers, so not decided: {0}",
    lost: "Decisions that fit nothing any more ({0})",
    gone: "taken out", added: "put in", joined: "joined here", up: "moves up", down: "moves down",
    movedAway: "goes to line {0}", spoken: "{0}, place {1} of {2}, line {3}. {4}",
    file: "File", sort: "Order", byKind: "Suggestions first", byPlace: "File by file", byConfidence: "Least sure first",
    byCount: "Most places first", placesOfFile: "Places in this file ({0})", files: "Files", shownFiles: "{0} files, {1} places",
    acceptShown: "Accept these {0}", rejectShown: "Reject these {0}", dismissShown: "Dismiss these {0}",
    onlyShown: "Only what is filtered: {0} of the {1} places of this series",
    doneShown: "All {0} places shown are decided; {1} others are not.",
    notSaved: "Not saved", noKey: "{0}: no such key. ? lists them.",
    replaced: "Written by hand", write: "Write", own: "What stands here", lines: "What these lines are to be", byHand: "A reviewer has written what stands here", instead: "In place of", ownText: "What is to stand there",
    keep: "Keep", cancel: "Cancel", who: "Your name, for the record", comment: "Comment", commentOn: "Comment on: {0}",
    decideFirst: "Nothing is decided here yet that a comment could be on.", candidates: "Candidates", nothingThere: "nothing",
    noMove: "A move is accepted or rejected; it has no text of its own.", tooWide: "This change reaches too far to be written by hand.",
    sameText: "That is what stands there: reject the change instead.", lineEnds: "{0} line ends, and what it replaces has {1}.",
    tooLong: "{0} characters, and it may have {1} at most.", noCharacter: "{0} is no character of a text.",
    enterKeeps: "Enter keeps it, Shift+Enter ends a line, Esc leaves it as it was.",
    page: "Whole page", pageOf: "{0}, whole page", partOf: "{0}: {1} characters around the place", linesFolded: "{0} lines it moves past",
    linesInside: "{0} lines of it", landing: "it goes here", origin: "it was here", resultAll: "Result of all that applies",
    print: "Print", noPrint: "No picture of this page: {0}", wholePrint: "Whole print", nearer: "Nearer", farther: "Farther", printOf: "{0}, page {1}, with the place marked",
    chips: {
      " ": "space", "\t": "tab", "\n": "line end", "\r": "return", "\f": "page end", "\v": "vertical tab", "\u00a0": "no-break space", "\u00ad": "soft hyphen",
      "\u2002": "en space", "\u2003": "em space", "\u2009": "thin space", "\u200b": "zero-width space",
      "\u200c": "zero-width non-joiner", "\u200d": "zero-width joiner", "\u200e": "left-to-right mark", "\u200f": "right-to-left mark",
      "\u2028": "line separator", "\u2029": "paragraph separator", "\u202f": "narrow space", "\u2060": "word joiner", "\u3000": "wide space", "\ufeff": "byte-order mark",
    },
    keys: {
      "j k": "next, previous place", "] [": "next, previous series", a: "accept this place",
      r: "reject this place", e: "write what stands here", E: "write the lines around it: anything in them", "1–9": "take that candidate", c: "comment on the decision",
      A: "accept the series, or what of it is filtered", R: "reject the series, or what of it is filtered",
      o: "the whole page, source and result; again to leave", i: "the print, where there is one: larger, again to leave",
      u: "undo the last decision", "/": "search (Esc leaves)", s: "download the decisions", "?": "this help",
    },
    helpFile: "Decisions are kept in this browser until you download them. Put the file beside cleaner.toml, or give it with --decisions; cleaner clean then does as you decided.",
    helpServed: "Each decision is saved at once. Ctrl-C in the terminal ends the review.",
  },
  zh: {
    skip: "跳到正在审校的一处", review: "审校", tools: "工具", series: "类别",
    seriesAndFilters: "类别与筛选", undo: "撤销", undoLong: "撤销上一个决定",
    save: "下载", saved: "已保存", saving: "正在保存…", theme: "深色或浅色", help: "按键与帮助",
    search: "搜索", rule: "规则", kind: "性质", state: "状态", source: "原文",
    place: "正在审校的一处", decide: "决定这一处", close: "关闭",
    accept: "接受", reject: "拒绝", dismiss: "不再提示", previous: "上一处", next: "下一处",
    acceptAll: "全部接受（{0}）", rejectAll: "全部拒绝（{0}）", dismissAll: "全部不再提示（{0}）",
    result: "结果", resultIf: "接受后的结果", resultNot: "结果：保持原样",
    all: "全部", suggested: "建议", applied: "已改", note: "提示",
    open: "未决定", accepted: "已接受", rejected: "已拒绝", decided: "已决定",
    mixed: "部分决定", count: "已决定 {0}／{1}",
    shown: "{0} 类，{1} 处", places: "本类各处（{0}）",
    confidence: "把握 {0} %", line: "第 {0} 行", alike: "{0} 处上下文相同，一并决定",
    nothing: "没有符合筛选的地方。", clean: "没有需要审校的地方：文本是干净的。",
    done: "全部决定完毕。", undone: "已撤销：{0}", nothingToUndo: "没有可以撤销的决定。",
    downloaded: "浏览器已写出 {0}，请放在 cleaner.toml 旁边。",
    notKept: "浏览器不能为本页保存数据：关闭之前请下载您的决定。",
    failed: "未能保存：{0}。服务是否还在运行？页面所示即已保存的内容。",
    conflicts: "两位审校者意见不一，视为未决定：{0}",
    lost: "已找不到对应之处的决定（{0}）",
    gone: "删去", added: "加入", joined: "在此相接", up: "上移", down: "下移",
    movedAway: "移到第 {0} 行", spoken: "{0}，第 {1} 处，共 {2} 处，第 {3} 行。{4}",
    file: "文件", sort: "次序", byKind: "建议在前", byPlace: "逐个文件", byConfidence: "把握小的在前",
    byCount: "处数多的在前", placesOfFile: "本文件各处（{0}）", files: "文件", shownFiles: "{0} 个文件，{1} 处",
    acceptShown: "接受这 {0} 处", rejectShown: "拒绝这 {0} 处", dismissShown: "这 {0} 处不再提示",
    onlyShown: "只限筛选出的：本类 {1} 处中的 {0} 处",
    doneShown: "筛选出的 {0} 处全部决定完毕，另有 {1} 处未决定。",
    notSaved: "未保存", noKey: "{0}：没有这个按键，按 ? 查看。",
    replaced: "手工改写", write: "改写", own: "此处应为", lines: "这几行应为", byHand: "审校者手工改写", instead: "原为", ownText: "应为",
    keep: "保存", cancel: "取消", who: "您的姓名（记入记录）", comment: "备注", commentOn: "备注：{0}",
    decideFirst: "此处尚未决定，不能加备注。", candidates: "候选", nothingThere: "无",
    noMove: "移动只能接受或拒绝，不能改写。", tooWide: "此处改动范围太大，不能手工改写。",
    sameText: "与原文相同：请改为拒绝。", lineEnds: "有 {0} 个换行，而原文只有 {1} 个。",
    tooLong: "有 {0} 字，最多 {1} 字。", noCharacter: "{0} 不是文本字符。",
    enterKeeps: "按 Enter 保存，Shift+Enter 换行，Esc 不改。",
    page: "整页", pageOf: "{0}，整页", partOf: "{0}：此处前后 {1} 字", linesFolded: "越过的 {0} 行",
    linesInside: "其中 {0} 行", landing: "移到这里", origin: "原在这里", resultAll: "全部改动后的结果",
    print: "版面图", noPrint: "没有本页的图像：{0}", wholePrint: "整版", nearer: "放大", farther: "缩小", printOf: "{0}，第 {1} 页，已标出此处",
    chips: {
      " ": "空格", "\t": "制表符", "\n": "换行", "\r": "回车", "\f": "换页", "\v": "纵向制表符", "\u00a0": "不间断空格", "\u00ad": "软连字符",
      "\u2002": "半身空格", "\u2003": "全身空格", "\u2009": "窄空格", "\u200b": "零宽空格",
      "\u200c": "零宽不连字", "\u200d": "零宽连字", "\u200e": "从左到右标记", "\u200f": "从右到左标记",
      "\u2028": "行分隔符", "\u2029": "段分隔符", "\u202f": "窄不间断空格", "\u2060": "词连接符", "\u3000": "全角空格", "\ufeff": "字节序标记",
    },
    keys: {
      "j k": "下一处、上一处", "] [": "下一类、上一类", a: "接受这一处", r: "拒绝这一处",
      e: "手工改写", E: "改写前后几行中的任何文字", "1–9": "选用候选字", c: "给决定加备注", A: "接受整类（或其中筛选出的）", R: "拒绝整类（或其中筛选出的）",
      o: "整页：原文与结果；再按返回", i: "版面图放大；再按返回", u: "撤销上一个决定", "/": "搜索（Esc 离开）", s: "下载决定", "?": "本帮助",
    },
    helpFile: "决定保存在本浏览器中，直到您下载。把文件放在 cleaner.toml 旁边，或用 --decisions 指定，cleaner clean 就会照办。",
    helpServed: "每个决定即时保存。在终端按 Ctrl-C 结束审校。",
  },
};

let words = WORDS.en;

/** The text of that name, with values in place of {0}, {1} … */
function say(name, ...values) {
  return words[name].replace(/\{(\d)\}/g, (_, number) => String(values[number]));
}

function speak(language) {
  words = WORDS[language];
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = say(each.dataset.text);
  for (const each of document.querySelectorAll("[data-label]")) {
    each.setAttribute("aria-label", say(each.dataset.label));
    if (each.tagName === "BUTTON") each.title = say(each.dataset.label);
  }
}
