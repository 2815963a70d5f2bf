"""What the wording of a short block says in an old-style page: its clues, a bit each.

Wordings are those of the press of about 1900 to 1950 in general, Simplified and Traditional; they name
no paper and no person.
"""

from __future__ import annotations

from cleaner.text.regex import regex

LONGEST = 60  # code points of a block that is asked; set by hand
_NUMBER = "[一二三四五六七八九十廿卅百千〇○零0-9０-９]"
_ORNAMENT = "◘◉◎●○■□◆◇▲△▼▽★☆◀▶◁▷※◈⊙☉＊*"
_OPEN, _CLOSE = "（(〔［【", "）)〕］】"
_PAPER = (
    rf"第{_NUMBER}{{1,3}}[版張张頁页]|[民国國]{{2}}.{{1,4}}年|星期[一二三四五六日]|[礼禮]拜[一二三四五六日]"
    rf"|^[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?|^第.{{2,8}}[號号期]$|今日.{{0,4}}[張张]|零售|每[份號号張张].{{0,3}}[洋售]"
    r"|[定報报訂订]{2}價|定[閱阅]|[廣广][告吿]|刊例|價目|价目|每[行字格期月年].{0,8}[元角分]|大洋|[郵邮]費|[郵邮]票"
    r"|[電电][話话]|[電电][報报]掛號|[社館馆]址|[發发]行[所人]|印刷[所者]|[總总]?[經经]理|[編编][輯辑][部所者]|招登|面[議议]"
)
_TESTS = {
    "in brackets": rf"[{_OPEN}][^{_CLOSE}]+[{_CLOSE}]",
    "number in brackets": rf"(?:[{_OPEN}]{_NUMBER}{{1,4}}[{_CLOSE}])+",
    "half in brackets": rf"[{_OPEN}][^{_CLOSE}]+|[^{_OPEN}]+[{_CLOSE}]",
    "pieces of brackets": rf"[{_CLOSE}]+[^{_OPEN}]*[{_OPEN}]*|[^{_CLOSE}]*[{_OPEN}]+",
    "number alone": rf"[第其之]?{_NUMBER}{{1,4}}[、.．]?",
    "chapter": rf"第{_NUMBER}{{1,5}}[囘回章節节集折齣].*",
    "reserved": r".*(?:[禁不][止許许准准][轉转][載载]|[版]權|版权).*",
    "letters": r"[A-Za-z0-9 .,'&-]+",
    "full of names": r"[\u3400-\u9fff]{2,4}",
}
_FOUND = {
    "of the paper": _PAPER,
    "who made it": r"(?:[著撰譯译述編编輯辑稿錄录]|[攝摄贈赠]|[來来]函|投|口[述授]|代[覆復筆笔]|[戲戏]作|自.{1,5}[寄電电])"
    rf"[{_CLOSE}]?$",
    "where it is from": rf"(?:[寄]|通[信訊讯]|[專专快]?[電电信訊讯]|航[訊讯]|[特專]訊|[據据].{{1,6}}[社報报])[{_CLOSE}：:]?$",
    "goes on": rf"(?:未完|未已|[續续]|完|待[續续])[{_CLOSE}]?$|^[{_OPEN}][續续上]",
    "turned": r"[上下][接轉转]|[見见][第前].{1,4}[版報报期]",
    "notice": r"[啓啟启]事|[更声聲]正|[聲声]明|特[告吿啓啟启]|鳴謝|鸣谢|[誌志]謝|[來来]函|通[告吿]|[緊紧]要",
    "letter": r"[台大惠雅]鑒|台鉴|先生|足下|[謹谨拜頓顿上][啓啟启首上]$|[逕径敬][啓啟启]者|[啓啟启上]$",
    "picture": r"[圖图影]|[攝摄贈赠]|寫真|写真|小[影照]|女士$|君$",
    "begins with an ornament": rf"^[{_ORNAMENT}]",
    "ends with an ornament": rf"[{_ORNAMENT}]$",
}
CLUES = (*_TESTS, *_FOUND, "names at the end", "even verses")
_WHOLE = [regex(pattern) for pattern in _TESTS.values()]
_PART = [regex(pattern) for pattern in _FOUND.values()]
_SIGNED = regex(rf".*[^{_OPEN}]{{8}}[{_OPEN}]?[^{_OPEN}{_CLOSE}、。，]{{1,5}}[{_CLOSE}]")
_PARTS = regex(r"[、。，！？；\s]+")
TAIL = 20  # code points of the end of a longer block that are asked for who signs it
VERSES = (4, 5, 7)  # characters of one


def clues_of(text: str) -> int:
    """The bits of the clues that a block has, in the order of `CLUES`."""
    bits = 0
    if len(text) <= LONGEST:
        for bit, pattern in enumerate(_WHOLE):
            bits |= bool(pattern.fullmatch(text)) << bit
        for bit, pattern in enumerate(_PART, len(_WHOLE)):
            bits |= bool(pattern.search(text)) << bit
        bits |= _even(text) << len(CLUES) - 1
    else:
        bits |= bool(_PART[-2].search(text[:1])) << len(CLUES) - 4
    return bits | bool(_SIGNED.fullmatch(text[-TAIL:])) << len(CLUES) - 2


def _even(text: str) -> bool:
    """Whether a block has nothing but verses of one length."""
    parts = [part for part in _PARTS.split(text) if part]
    return len(parts) > 1 and len(parts[0]) in VERSES and len({*map(len, parts)}) == 1
