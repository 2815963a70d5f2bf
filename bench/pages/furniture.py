"""Page furniture: mastheads, editors' lines, index teasers, page references, jump lines."""

from random import Random

from .names import newspaper, person
from .page import Piece

WEEKDAYS = "一二三四五六日"
LATIN_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SECTIONS = (
    "要闻",
    "综合",
    "经济",
    "民生",
    "国内",
    "国际",
    "文化",
    "体育",
    "本地新闻",
    "科教",
    "社会",
    "理论",
)
EDITOR_TITLES = ("责任编辑", "版式设计", "校对", "美编", "值班总编", "一版主编", "编审")
CHINESE_DIGITS = "〇一二三四五六七八九"


def masthead(rng: Random, number: int) -> list[Piece]:
    """The cells of the line at the top of a page, left to right; at times none."""
    paper, section = newspaper(rng), rng.choice(SECTIONS)
    date, weekday = _date(rng), rng.choice(WEEKDAYS)
    letter = rng.choice("AB")
    forms: tuple[list[str], ...] = (
        [],
        [f"{date} 星期{weekday}", section, page_number(rng, number)],
        [f"{letter}{number:02d}", section, f"{date} 星期{weekday}", editors(rng)],
        [f"{number}版 {section}", f"{date} 星期{weekday} {editors(rng)}"],
        [paper, f"{date}　星期{weekday}　第{number}版"],
        [f"{section} {number:02d}", f"{_dotted(rng)} 星期{weekday}", paper],
        [f"{_dotted(rng)} {rng.choice(LATIN_WEEKDAYS)}", f"{letter}{number}", paper],
        [
            f"第{rng.randint(2000, 29999)}期",
            f"{date} 星期{weekday} 今日{rng.choice((4, 8, 12, 16))}版",
        ],
        [page_number(rng, number)],
    )
    chosen = rng.choices(forms, weights=(15, 18, 12, 10, 12, 9, 8, 8, 8))[0]
    return _pieces(chosen)


def editors_line(rng: Random) -> list[Piece]:
    """The line at the foot of a page; at times with a telephone number or nothing."""
    forms: tuple[list[str], ...] = (
        [],
        [editors(rng)],
        [editors(rng), f"新闻热线：{rng.randint(80000000, 89999999)}"],
        ["　".join(f"{title}/{person(rng)}" for title in rng.sample(EDITOR_TITLES, 3))],
    )
    return _pieces(rng.choices(forms, weights=(40, 35, 12, 13))[0])


def editors(rng: Random) -> str:
    """责任编辑：… and their like in one string."""
    gap = rng.choice((" ", "　", "  "))
    titles = rng.sample(EDITOR_TITLES, rng.randint(1, 3))
    colon = rng.choice(("：", "：", " "))
    return gap.join(f"{title}{colon}{person(rng)}" for title in titles)


def page_number(rng: Random, number: int) -> str:
    """The number of a page in one of its forms."""
    return rng.choice(
        (f"第{number}版", f"{number}版", f"第{_chinese(number)}版", f"{number}", f"{number:02d}")
    )


def page_reference(rng: Random) -> str:
    """Where a teaser's story is to be found."""
    number = rng.randint(2, 16)
    forms = (
        f">>>{number}版",
        f"{number}版",
        f"详见{number}版",
        f"▶{number}版",
        f"A{number:02d}",
        f">>{number}版",
    )
    return rng.choice(forms)


def jump_to(rng: Random) -> str:
    """A jump line at the end of a story."""
    number = rng.randint(2, 12)
    form = rng.choice(
        ("下转第{}版", "（下转第{}版）", "（下转{}版）", "▶下转{}版", ">>>{}版", "（紧转第{}版）")
    )
    return form.format(rng.choice((str(number), _chinese(number))))


def jump_from(rng: Random) -> str:
    """A jump line at the beginning of a story."""
    form = rng.choice(("（上接第{}版）", "上接第{}版", "▶上接{}版", "（紧接第{}版）"))
    return form.format(rng.choice(("1", "一", "A1")))


def teasers(rng: Random, headlines: list[str]) -> list[Piece]:
    """Index teasers: a headline each, with its page reference as a piece of its own."""
    found = []
    for headline in headlines:
        found += _pieces([headline, page_reference(rng)])
    return found


def _pieces(texts: list[str]) -> list[Piece]:
    return [Piece("furniture", text) for text in texts]


def _date(rng: Random) -> str:
    year, month, day = rng.randint(2003, 2024), rng.randint(1, 12), rng.randint(1, 28)
    if rng.random() < 0.1:
        return f"{_chinese(year)}年{_chinese(month)}月{_chinese(day)}日"
    return f"{year}年{month}月{day}日"


def _dotted(rng: Random) -> str:
    separator = rng.choice((".", "-", "/"))
    return separator.join(
        (str(rng.randint(2003, 2024)), str(rng.randint(1, 12)), str(rng.randint(1, 28)))
    )


def _chinese(number: int) -> str:
    """A number in Chinese: years digit by digit, others below 100 in words."""
    if number >= 100:
        return "".join(CHINESE_DIGITS[int(digit)] for digit in str(number))
    tens, units = divmod(number, 10)
    words = ("" if tens == 1 else CHINESE_DIGITS[tens]) + "十" if tens else ""
    return words + (CHINESE_DIGITS[units] if units else "")
