"""The kinds of line a newspaper page has besides its text, told by their wording alone.

A line that has a kind is never joined to its neighbours. Wordings are those of the Chinese press in
general, Simplified and Traditional; they name no paper and no person.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaner.text.regex import LineRegex, regex

BYLINE = "byline"
SIGNED = "signed"  # who wrote it or where it is from, in brackets by itself: （张三）
DATELINE = "dateline"  # the words that open a report: 本报讯, 新华社北京1月1日电
JUMP = "jump"  # 下转第二版
TO, FROM = "to", "from"  # what a jump line says of another page
PAGE = "page"  # a page number or page reference: >>>2版
STAFF = "staff"  # editors, proof-readers
MASTHEAD = "masthead"  # date, weekday, issue, postal code
CAPTION = "caption"  # 图为…
CREDIT = "credit"  # a caption that ends with who took the picture: … 张三 摄

_BULLET = r"(?:[▢□■○●◎◇◆△▲▽▼☆★◻◼▣◉⊙※•·]|@{1,2}|口(?=[ \u3000”]))"  # the last two by OCR
_NAME = r"(?:[\u4e00-\u9fff](?:[\u4e00-\u9fff]{1,3}|[ \u3000][\u4e00-\u9fff])|[A-Z][a-z]+(?: [A-Z][a-z]+)*|[\u4e00-\u9fff]{1,6}[·・][\u4e00-\u9fff]{1,8})"
# The two hundred most frequent surnames, both scripts: where no space parts a name from what stands
# before it.
SURNAME = (
    "[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘于"
    "蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍"
    "史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟"
    "殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙"
    "鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤穆司卓古吉缪繆简簡车車项項连連麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗楼樓]"
)
# Rarer ones that begin no word of their own; the name after a role must have three characters then.
_RARE = "[裘丛叢卞佘佟闵閔郦酈亓逄邸栾欒蔺藺阚闞冼鄢戎宓邬鄔蒯濮钮鈕訾晁郜缑芮嵇荀庾钭闾閭冀仉苑隋郄郗谌諶禹苟郏厍邝鄺邰逯虞羿]"
_DOUBLE = (
    "(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|皇甫|尉迟|尉遲|夏侯|慕容|令狐|公孙|公孫|宇文|长孙|長孫)"
)
_JOINED_NAME = rf"(?:{_DOUBLE}[\u4e00-\u9fff]{{1,2}}|{SURNAME}[\u4e00-\u9fff]{{1,2}}|{_RARE}[\u4e00-\u9fff]{{2}})"
_GLUED_NAMES = rf"{_JOINED_NAME}{{1,4}}"  # the blanks between them are lost
_ROLE = (
    r"(?:(?:全媒[体體]|融媒[体體]|首席|[见見][习習]|[实實][习習]|特派|特[约約]|[摄攝]影|[驻駐][\u4e00-\u9fff]{2,4}|文字|[视視][频頻])*"
    r"(?:[记記]者|通[讯訊][员員]|[报報]道[员員]|撰稿人?|[评評][论論][员員]|[实實][习習]生))"
)
_HOUSE = r"(?:[\u4e00-\u9fff]{0,8}(?:本[报報刊网網台]|[报報社刊网網台]|新[闻聞]|[中电]心|[媒集][体體团團])[\u4e00-\u9fff]{0,4}?)"
_CREDIT = r"(?:[文图圖]|[摄攝]影?|供[图圖]|[报報]道|[摄攝]影[报報]道|[综綜]合|整理|[撰编編][稿写寫译譯]|[图圖]片)"
_CREDITS = rf"(?:{_CREDIT}(?:[/／、 ]{_CREDIT})*)"
_NAMES = rf"{_NAME}(?:[ \u3000、,，”]+{_NAME})*"  # ”: a wide blank as OCR reads it
_SPACE = r"[ \u3000:：”]"

_REPORTER = rf"{_HOUSE}?{_ROLE}"
_GOES_ON = rf"(?=[\s、/／|｜；;”）)]|\Z|{_REPORTER}|{_CREDITS})"
_OTHER = rf"(?>{_REPORTER}{_SPACE}*(?:{_GLUED_NAMES}(?:[ \u3000、]+{_NAMES})?|{_NAMES}){_GOES_ON})"
_OTHERS = rf"(?:[ \u3000、/／|｜；;”]*{_OTHER})*(?:[ \u3000/／]*{_CREDITS})?"
_PRESS = rf"(?:{_CREDITS}|{_REPORTER})\s*[/／:：丨|｜]\s*{_NAMES}"
_PEN = rf"{_NAMES}\s*[/／]\s*{_CREDITS}"


def _byline(said: str) -> LineRegex:
    """A byline that says this, in brackets or after a bullet; the line's end may cut a last name."""
    return LineRegex(
        rf"\s*[（(]?(?:{_BULLET}[\s”]*)?(?:{said})(?:[ \u3000、]+{SURNAME}|、)?[）)]?\s*",
        re.X,
    )


_REPORTED = _byline(
    rf"{_REPORTER}(?:(?:{_SPACE}+{_NAMES}|{_SPACE}*{_GLUED_NAMES}(?:[ \u3000、]+{_NAMES})?){_OTHERS})?"
)
_CREDITING = _byline(
    rf"{_PEN}(?:[ \u3000]+{_PEN})*|{_PRESS}(?:[ \u3000]+{_PRESS})*|{_NAMES}[ \u3000]+{_CREDIT}[/／]{_CREDIT}"
)
_NAMING = _byline(
    rf"(?:作者|撰文|[编編][译譯]|口述|[采採][访訪])\s*[:：/／ ]\s*{_NAMES}"
    r"|[Bb][Yy]\ [A-Z][\w.'’-]+(?:\ [A-Z][\w.'’-]+){1,3}(?:,\ [\w ]+)?"
)
_SIGNED = LineRegex(
    rf"\s*[（(]\s*(?:(?:本[报報]|{_ROLE}|[综綜]合|据|據|[^）)]{{0,8}}[报報社])\s*)?{SURNAME}[\u4e00-\u9fff]{{1,2}}(?:[ \u3000、]+{_NAME}){{0,3}}\s*[）)]\s*"
)
_OF_PICTURES = LineRegex(  # （张三摄）, （附图片1张）, （新华社发）: by itself
    r"\s*[（(]\s*(?:[^（）()。，；]{1,14}[摄攝]|附?(?:[图圖]片?|照片)\s*[\d一二三四五六七八九十两兩]*\s*[张張幅]"
    r"|[^（）()。，；]{2,8}社[发發]|[图圖]片?由?[^（）()。，；]{2,14}(?:提供|供[图圖]))\s*[）)]\s*"
)
_SOURCE = LineRegex(  # （本报北京1月1日电）: by itself it closes a story, or follows its heading
    r"\s*[（(【]\s*(?:[据據])?[^（）()【】。，；]{2,20}(?:[电電讯訊]|通信)\s*[）)】]\s*"
)
_AGENCY = LineRegex(
    rf"\s*(?:{_BULLET}\s*)?[据據](?:新[华華]社|中新社|[\u4e00-\u9fff]{{2,6}}[报報社网網台])(?:[ \u3000]+{_NAMES})?\s*"
)
_ONLY_NAMES = LineRegex(
    rf"{SURNAME}[\u4e00-\u9fff]{{1,2}}(?:[ \u3000、]+{SURNAME}[ \u3000]?[\u4e00-\u9fff]{{1,2}})+"
)
LONGEST_NAMES = 30  # characters of a line of names at most; set by hand
_LIKE_NAMES = LineRegex(rf"\s*{_BULLET}?\s*(?:{_ROLE}\s*)?{_NAMES}\s*")
_CREDITED = regex(r"(?:[摄攝](?:影)?|供[图圖]|[资資]料[图圖]片|[图圖]片|/[图圖文])[）)。]?\s*$")
_NUMBERED = LineRegex(
    r"\s*[\u4e00-\u9fff]{0,5}[：: ]?\s*[A-Da-d]?\d[\d \-—.～]*\s*[\u4e00-\u9fff]{0,4}\s*[\u4e00-\u9fff]{0,4}\s*"
)
_BULLETED_NAMES = LineRegex(rf"\s*[□▢○]\s*{_NAMES}(?:[ \u3000]+{_CREDITS})?\s*")
_DATELINE = LineRegex(
    r"\s*[【（(\[]?(?:"
    r"(?:本[报報刊网網台]|[\u4e00-\u9fff]{2,6}?[报報社网網])(?:[综綜]合)?(?:消息|[讯訊])"
    r"|(?:本[报報刊网網台]|[\u4e00-\u9fff]{1,6}?[社报報网網])[^，。；！？\n]{0,16}?\d{1,2}月?\d{0,2}日?[^，。；！？\n]{0,8}?[电電讯訊]"
    r")(?![话話台视視影脑腦力子动動信息报報])"
)
_NUMBER = r"[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}"
_SHEET = rf"第?\s*[A-Da-d]?\s*(?:{_NUMBER})(?:[-—~、,](?:{_NUMBER}))?\s*[版页頁面叠]"
_JUMP = LineRegex(
    rf"\s*[（(【\[]?\s*[▶►→>＞》]*\s*[紧緊]?(?:[上下]?[转轉]接?|[上下]?接)\s*(?:本[报報]|[\u4e00-\u9fff]{{2,4}})?\s*{_SHEET}[\s>→》]*[）)】\]]?\s*"
)
_JUMPED = regex(rf"(?P<verb>[上下]?[转轉]接?|[上下]?接)(?P<paper>.*?)(?P<sheet>{_SHEET})")
_PAGE = LineRegex(
    rf"\s*[（(【\[]?\s*(?:(?:[>＞▶►→》]+|[详詳][细細情]?[见見请請]*|[另见見]+|[导導][读讀]|[链鏈]接)\s*)?{_SHEET}[\s>→》]*[）)】\]]?\s*"
    r"|\s*[-—–·]\s*\d{1,3}\s*[-—–·]\s*|\s*[A-D]\d{1,2}\s*"
)
_POST = (
    r"(?:本版|本期|一版|值班|[执執]行|首席|[责責]任|美[术術])*(?:[总總][编編][辑輯]?|主[编編]|副主[编編]|[编編][辑輯委]|[责責][编編]|校[对對]|美[编編]|版式(?:[设設][计計])?|[组組]版"
    r"|[审審][校读讀核]|[编編][审審]|[终終][审審]|主任|[设設][计計]|策[划劃]|[统統][筹籌]|[监監]制|制[图圖]|[视視][觉覺]|[检檢]校|值班)"
)
_STAFF = LineRegex(
    rf"\s*(?:{_POST}\s*[:：/／|｜丨 \u3000]\s*{_NAMES}[ \u3000|｜”\"]*)+(?:{_POST}\s*[:：/／]?\s*)?(?:(?:[电電][话話]|[邮郵]箱|E-?mail)\S*)?\s*"
)
_SECTIONS = (
    "要[闻聞]|[国國][内內][新]?[闻聞]?|[国國][际際][新]?[闻聞]?|[时時][政事]|[经經][济濟]|社[会會]|文化|[体體]育|教育|科技|[综綜]合|副刊|[广廣]告|民生"
    "|[财財][经經]|理[论論]|[评評][论論]|[专專][题題版]|本地新?[闻聞]?|[热熱][点點]|[时時][评評]|[悦閱][读讀]|健康|文[娱娛]|生活|[区區]域|[县縣][区區]|[视視][觉覺]"
)
_PAPER = "[\u4e00-\u9fff]{2,6}(?:日[报報]|晚[报報]|晨[报報]|商[报報]|[时時][报報]|周[报報]|都市[报報]|早[报報]|快[报報]|[导導][报報]|青年[报報]|法制[报報])"
_DATE = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_SECTION = LineRegex(
    rf"\s*(?:(?:{_SECTIONS})(?:[ \u3000]*(?:[A-D]?\d{{1,2}}|{_SHEET}))?|{_PAPER}|{_DATE})\s*"
)
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_MASTHEAD = LineRegex(
    rf"\s*{_DATE}\s*(?:星期|[周週])[一二三四五六日天]\s*|"
    r"(?=[^，。；！？]{4,70}$).*?(?:"
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:[（(]?\s*(?:星期|[周週])[一二三四五六日天]|[农農][历曆]|第?\s*[A-D]?\d{1,3}\s*版|[总總]?第\s*\d+\s*期|$)"
    r"|(?:星期|[周週])[一二三四五六日天].{0,12}\d{1,2}\s*月\s*\d{1,2}\s*日"
    rf"|(?<!\S)\S{{4}}\S?\s*年\s*{_HAN_NUMBER}\s*月\s*{_HAN_NUMBER}\s*日\s*[（(]?\s*(?:星期|[周週])[一二三四五六日天](?!\S*[\u4e00-\u9fff])"
    r"|[国國][内內外][统統]一.{0,8}刊[号號]|CN\s?\d{2}-\d{4}|[邮郵][发發]代[号號]|[总總]第\s*\d+\s*期|今日.{0,6}\d+\s*版"
    r").*"
)
_CAPTION = LineRegex(
    r"\s*(?:[▲△▼▽◀▶]\s*|[（(]?[上下左右]?[图圖](?:[①-⑩一二三四]|\d{1,2})?(?:[为為是:：]|[ \u3000]))[^\n]{2,90}"
)
_CREDIT_LINE = LineRegex(
    rf"[^\n]{{3,90}}[ \u3000（(。](?:{_HOUSE}?{_ROLE}?\s*{_NAME}\s*[摄攝](?:影)?"
    r"|[\u4e00-\u9fff]{0,10}(?:供[图圖]|[资資]料[图圖片照]+|[图圖]片)|新[华華]社[发發])[）)。]?\s*"
)
_ITEM = regex(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]"
    r"|#{1,6} |[-*+] |[①-⑳]|第[一二三四五六七八九十百千零〇]{1,8}[条條章节節编編][ \u3000]|[●■◆★▲◇◎•]\s*(?=\S))"
)

MARK = regex(  # what stands before an item of a list, by itself
    r"[•·●○■◆▪▶–—*-]|[（(\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[.．、)）\]]{1,2}|[①-⑳]"
)
ITEM_FIRST = frozenset("一二三四五六七八九十（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳第●■◆★▲◇◎•#-*+")

# Words at the end of a kicker that lead on to the headline.
LEADS = (
    "时强调",
    "时指出",
    "时要求",
    "时表示",
    "強調",
    "指出",
    "强调",
    "要求",
    "时说",
    "時說",
    "表示",
)
# Words at the end of a line over a headline that names the occasion: 大会召开, 活动在我市举行.
OCCASIONS = (
    "召开",
    "举行",
    "会议",
    "大会",
    "举办",
    "闭幕",
    "开幕",
    "召開",
    "舉行",
    "會議",
    "大會",
    "舉辦",
    "閉幕",
    "開幕",
)
LEADING_ON = (*LEADS, *OCCASIONS)
LONGEST_LABEL = 6  # characters of a kicker that needs nothing else to be one, at most; set by hand
HAN = regex(r"[\u4e00-\u9fff]")
_TITLED = regex(r"[“「『·【].*[”」』·】]")
_LABEL = regex(r"[“「『·【].*[”」』·】]|\S+[ \u3000]\S+.*|\d.*|.*\d")


def leads_on(line: str) -> bool:
    """Whether a line over a headline is its kicker: it leads on, is a label, or is a motto."""
    if line.endswith(LEADS) or len(line) <= LONGEST_LABEL or _TITLED.fullmatch(line):
        return True
    parts = line.split()
    return len(parts) > 1 and len({len(part) for part in parts}) == 1


def is_label(line: str) -> bool:
    """Whether a short display line stands alone: quoted, dotted, with a blank in it or a number."""
    return bool(_LABEL.fullmatch(line))


PARTICLES = frozenset("的了着著们們之等及")  # lean on the word before them
LEANING = frozenset(
    "以在为為是的对對把将將和与與及到被由从從向称稱叫于於"
)  # ask for a word after them

# Every line with a kind has one of these pairs or characters in it, or is short; others need no
# closer look.
LONGEST = 90  # characters of a line that has a kind as a whole
SHORT = 10  # characters of the longest name of a section or a paper with its page number
_PAIRS = (
    "记者 記者 通讯 通訊 报道 報道 评论 評論 实习 實習 撰稿 撰文 作者 编辑 編輯 编译 編譯 采访 採訪 By BY "
    "本报 本報 本刊 本网 本網 本台 报讯 報訊 网讯 網訊 社讯 社訊 日电 日電 日讯 日訊 社电 社電 报电 報電 合消 "
    "下转 下轉 上接 转第 轉第 校对 校對 总编 總編 主编 主編 责编 責編 美编 美編 版式 组版 組版 审读 審讀 值班 "
    "摄） 攝） 摄) 攝) 附图 附圖 附照 电） 電） 讯） 訊） 供） 圖） 图） 通信 星期 邮发 郵發 刊号 刊號 供图 供圖 资料 資料 社发 社發 图为 圖為 图片 圖片 图是 图： 图: 图  文/ 图/ 圖/ /文 /图 文／ 图／ "
    "编审 編審 编委 編委 主任 设计 設計 策划 策劃 统筹 統籌 监制 監製 制图 製圖 检校 檢校 执行 執行 终审 終審 据新 據新 "
    "日\n 期\n ）\n )\n"
)
_SHEETS = (" 0123456789０１２３４５６７８９一二三四五六七八九十", "版页頁")
_WEEKDAYS = ("周週", "一二三四五六日天")
_FIGURES = ("ABCD图圖", "0123456789一二三四①②③④⑤⑥⑦⑧⑨⑩ ")
_ALONE = "摄攝▲△▼▽◀▶□▢○■●◎◇◆☆★"
# Bits of a code point: what it can be the first (low) and the second (high) character of, or alone.
SHEET_BIT, FIGURE_BIT, WORD_BIT, LONE_BIT, HIGH = 1, 2, 4, 64, 3


def _cues() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bits of each code point, and the pairs that are words, as sorted numbers."""
    words = _PAIRS[::3], _PAIRS[1::3]
    groups = (
        (SHEET_BIT, _SHEETS),
        (SHEET_BIT, _WEEKDAYS),
        (FIGURE_BIT, _FIGURES),
        (WORD_BIT, words),
    )
    table = np.zeros(0x110000, np.uint8)
    for bit, (firsts, seconds) in groups:
        table[[ord(first) for first in firsts]] |= bit
        table[[ord(second) for second in seconds]] |= bit << HIGH
    table[[ord(character) for character in _ALONE]] |= LONE_BIT
    return table, np.array(
        sorted({ord(first) << 21 | ord(second) for first, second in zip(*words, strict=True)})
    )


_CUES, _WORD_CODES = _cues()


def hints(codes: NDArray[np.uint32]) -> list[int]:
    """Places in the code points of a text whose lines may have a kind."""
    cues = _CUES[codes]
    cues[:-1] &= (cues[1:] >> HIGH) | LONE_BIT
    cues[-1:] &= LONE_BIT
    found = (cues & (SHEET_BIT | FIGURE_BIT | WORD_BIT | LONE_BIT)).nonzero()[0]
    places = found[cues[found] != WORD_BIT]
    likely = found[cues[found] == WORD_BIT]
    words = codes[likely].astype(np.int64) << 21 | codes[likely + 1]
    index = np.searchsorted(_WORD_CODES, words)
    index[index == len(_WORD_CODES)] = 0
    return [*places.tolist(), *likely[_WORD_CODES[index] == words].tolist()]


@lru_cache(1024)
def kind_of(line: str) -> str:
    """The kind of a line, or "" for a line of text. Stages ask of the same lines in turn."""
    if len(line) <= LONGEST:
        kinds = _IN_TEXT if _ENDS.search(line) else _WHOLE
        for kind, needed, pattern in kinds:
            if not needed.isdisjoint(line) and pattern.fullmatch(line):
                return kind
    return DATELINE if _DATELINE.match(line) else ""


def is_section(line: str) -> bool:
    """Whether a line is the name of a section or of a paper: what has no other hint."""
    return bool(_SECTION.fullmatch(line))


def is_names(line: str) -> bool:
    """Whether a line is nothing but two to four names, as the rest of a byline is."""
    return bool(_ONLY_NAMES.fullmatch(line)) and 2 <= len(line.split()) <= 4


def is_like_names(line: str) -> bool:
    """Whether a line may be nothing but names, one or several, after a bullet or none."""
    return len(line) <= LONGEST_NAMES and bool(_LIKE_NAMES.fullmatch(line))


def is_aside(line: str) -> bool:
    """Whether a line is in brackets and says who took a picture, how many there are, or the source."""
    return line[:1] in "（(【" and bool(_OF_PICTURES.fullmatch(line) or _SOURCE.fullmatch(line))


def begins_caption(line: str) -> bool:
    """Whether a line begins as captions do: 图为, 上图：, ▲."""
    return bool(_CAPTION.match(line))


def is_credited(line: str) -> bool:
    """Whether a line ends with who took the picture or supplied it."""
    return bool(_CREDITED.search(line))


def is_number(line: str) -> bool:
    """Whether a line is a number of a page, an issue or a telephone, with a word or two beside it."""
    return bool(_NUMBERED.fullmatch(line))


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the story, and nothing else."""
    return len(line) <= LONGEST and any(
        not needed.isdisjoint(line) and pattern.fullmatch(line) for _, needed, pattern in _BYLINES
    )


def jump_of(line: str) -> tuple[str, str] | None:
    """Whether a jump line says where an article goes on (TO) or comes from (FROM), and the page."""
    found = _JUMPED.search(line) if _JUMP.fullmatch(line) else None
    if found is None:
        return None
    comes = found["verb"][0] == "上" or found["verb"][0] == "接"
    return (FROM if comes else TO), "".join(found["sheet"].split())


def is_item(text: str, start: int, end: int) -> bool:
    """Whether the line from `start` to `end` of `text` opens with the mark of a list item."""
    return text[start] in ITEM_FIRST and bool(_ITEM.match(text, start, end))


_ENDS = regex(r"[。！？；]")
# Each kind with characters of which a line of that kind has one: others need no closer look, and
# where no line has one the pattern is never compiled.
_BYLINES = (
    (BYLINE, frozenset("者员員稿生"), _REPORTED),
    (BYLINE, frozenset("/／:：丨|｜"), _CREDITING),
    (BYLINE, frozenset("作撰编編口采採Bb"), _NAMING),
    (BYLINE, frozenset("□▢○"), _BULLETED_NAMES),
)
_IN_TEXT = (
    (CREDIT, frozenset("摄攝供资資图圖发發"), _CREDIT_LINE),
    (CAPTION, frozenset("▲△▼▽◀▶图圖"), _CAPTION),
)
_WHOLE = (
    (JUMP, frozenset("转轉接"), _JUMP),
    (PAGE, frozenset("版页頁面叠-–—·ABCD"), _PAGE),
    (CREDIT, frozenset("摄攝张張幅发發供图圖"), _OF_PICTURES),
    (SIGNED, frozenset("电電讯訊信"), _SOURCE),
    (SIGNED, frozenset("（("), _SIGNED),
    *_BYLINES,
    (BYLINE, frozenset("据據"), _AGENCY),
    (STAFF, frozenset("编編校版审審任计計划劃筹籌制觉覺班"), _STAFF),
    (MASTHEAD, frozenset("年星周週刊C代期今"), _MASTHEAD),
    (
        MASTHEAD,
        frozenset(
            "闻聞国國时時经經社文体體教科综綜副广廣民财財理评評专專本热熱悦閱健生区區县縣视視报報-/."
        ),
        _SECTION,
    ),
    *_IN_TEXT,
)
