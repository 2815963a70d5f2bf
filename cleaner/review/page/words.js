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
    keys: {
      "j k": "next, previous place", "] [": "next, previous series", a: "accept this place",
      r: "reject this place", A: "accept the whole series", R: "reject the whole series",
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
    keys: {
      "j k": "下一处、上一处", "] [": "下一类、上一类", a: "接受这一处", r: "拒绝这一处",
      A: "接受整类", R: "拒绝整类", u: "撤销上一个决定", "/": "搜索（Esc 离开）", s: "下载决定", "?": "本帮助",
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
