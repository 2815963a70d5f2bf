"""Protected spans: what is found, what is not, and that nothing is changed inside."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.knowledge.lexicon import Lexicon, Name
from cleaner.ledger.fixes import Edit, Proposal, To
from cleaner.ledger.rules import Rule
from cleaner.pipeline import spare
from cleaner.protected.spans import KINDS, mask, spans
from cleaner.text.document import Document

# A text, and the spans in it: kind and text.
FOUND: list[tuple[str, list[tuple[str, str]]]] = [
    ("见http://a.cn/b,市里", [("url", "http://a.cn/b")]),
    ("见 https://a.cn/p?q=中文,1&c=2。", [("url", "https://a.cn/p?q=中文,1&c=2")]),
    ("（http://a.cn/中?b=1，好）", [("url", "http://a.cn/中?b=1")]),
    ("(見https://zh.wikipedia.org/wiki/紅糖_(食品))", [("url", "https://zh.wikipedia.org/wiki/紅糖_(食品)")]),
    ("网址:www.gov.cn,欢迎", [("url", "www.gov.cn")]),
    ("登录example.com.cn/a,b查询", [("url", "example.com.cn/a,b")]),
    ("ftp://10.0.0.1:21/x;服务", [("url", "ftp://10.0.0.1:21/x")]),
    ("邮箱:li.ming+a@mail.example.cn,谢谢", [("e-mail", "li.ming+a@mail.example.cn")]),
    ("在/usr/local/bin/python,下", [("path", "/usr/local/bin/python")]),
    ("见C:\\用户\\文件.txt,打开", [("path", "C:\\用户\\文件.txt")]),
    ("运行./run.sh,然后", [("path", "./run.sh")]),
    ("见docs/a-b/report.pdf,第三页", [("path", "docs/a-b/report.pdf")]),
    ("改~/x/y:完", [("path", "~/x/y")]),
    ("打开 config.yaml,修改", [("path", "config.yaml")]),
    ("打开报告.docx,修改", [("path", ".docx")]),
    ("用`print(a,b)`输出", [("code", "`print(a,b)`")]),
    ("用``a`b``和`c`", [("code", "``a`b``"), ("code", "`c`")]),
    ("前文\n```py\n你,好\n```\n后文,好", [("code", "```py\n你,好\n```")]),
    ("前文\n```\n没有结束,好", [("code", "```\n没有结束,好")]),
    ("print('你好,世界', name)", [("code", "print('你好,世界', name)")]),
    ('  标 = 1\n  name = "红糖,白糖"  # 注释,好', [("code", 'name = "红糖,白糖"  # 注释,好')]),
    ('{"标题": "红糖,白糖", "数量": 3}', [("code", '{"标题": "红糖,白糖", "数量": 3}')]),
    ('  "名称": "值,二",', [("code", '"名称": "值,二",')]),
    ("if (x) { alert('错,误'); }", [("code", "if (x) { alert('错,误'); }")]),
    ("$ pip install 包,名", [("code", "$ pip install 包,名")]),
    ('<p class="中,文">正文,好</p>', [("code", '<p class="中,文">'), ("code", "</p>")]),
    ("使用--no-cache=all,再试", [("code", "--no-cache=all")]),
    ("类std::vector::at,见", [("code", "std::vector::at")]),
    ("函数f(x)与os.path.join(a,b),见", [("code", "f(x)"), ("code", "os.path.join(a,b)")]),
    ("共1,234.5元", [("number", "1,234.5")]),
    ("約3.14,其中", [("number", "3.14")]),
    ("增长3.5%,其中1,200,000人", [("number", "3.5%"), ("number", "1,200,000")]),
    ("版本1.2.3,地址192.168.1.1;", [("number", "1.2.3"), ("number", "192.168.1.1")]),
    ("占1/3,其余", [("number", "1/3")]),
    ("12-15日,市里", [("range", "12-15")]),
    ("約5.2%-6.7%,", [("range", "5.2%-6.7%")]),
    ("2017-2021年", [("range", "2017-2021")]),
    ("2020-01-15,市里", [("date", "2020-01-15")]),
    ("2020/1/5和1/15/2020", [("date", "2020/1/5"), ("date", "1/15/2020")]),
    ("12:30開始,08:00:15結束", [("time", "12:30"), ("time", "08:00:15")]),
    ("8:00-9:30开放", [("time", "8:00"), ("time", "9:30")]),
    ("比分2:0,比例1:200", [("ratio", "2:0"), ("ratio", "1:200")]),
    ("按3:2:1分配", [("ratio", "3:2:1")]),
    ("电话0579-85123456,手机138 1234 5678", [("phone", "0579-85123456"), ("phone", "138 1234 5678")]),
    ("热线400-800-1234;+86 139-1234-5678", [("phone", "400-800-1234"), ("phone", "+86 139-1234-5678")]),
    ("電話(02) 2345-6789;", [("phone", "(02) 2345-6789")]),
    ("电话(0579) 8512 3456,找", [("phone", "(0579) 8512 3456")]),
    ("歼RX-78,机", [("model", "RX-78")]),
    ("空客A320-200,载客", [("model", "A320-200")]),
    ("按GB/T 19001-2016,执行", [("model", "GB/T 19001-2016")]),
    ("通过ISO 9001:2015认证", [("model", "ISO 9001:2015")]),
    ("T/CAS 123-2020标准", [("model", "T/CAS 123-2020")]),
    ("PM2.5,浓度", [("model", "PM2.5")]),
    ("若a+b=c,则", [("formula", "a+b=c")]),
    ("设x = 3,則y=5。", [("formula", "x = 3"), ("formula", "y=5")]),
    ("E=mc^2,其中", [("formula", "E=mc^2")]),
    ("x²+y²=1,3×5=15", [("formula", "x²+y²=1,3×5=15")]),
    ("若$a,b$为", [("formula", "$a,b$")]),
    ("他说Hello, world!然后", [("latin", "Hello, world!")]),
    ("使用Microsoft Word,然后", [("latin", "Microsoft Word")]),
    ("Hello,world两词", [("latin", "Hello,world")]),
    ("It works: yes, it does.", [("latin", "It works: yes, it does.")]),
    ("“It’s fine, really,” she said. Then he left.", [("latin", "It’s fine, really,” she said. Then he left.")]),
    ('他讀"War, and Peace"了', [("latin", '"War, and Peace"')]),
    ("See http://a.cn/b, please.", [("latin", "See http://a.cn/b, please."), ("url", "http://a.cn/b")]),
    ("Привет, мир!他说", [("latin", "Привет, мир!")]),
    ("研究[1]表明[2,3]和[4-6]", [("citation", "[1]"), ("citation", "[2,3]"), ("citation", "[4-6]")]),
    ("表明(Smith, 2020)的", [("citation", "(Smith, 2020)")]),
    ("表明(Smith et al., 2020a: 12-15),", [("citation", "(Smith et al., 2020a: 12-15)")]),
    ("ISBN 978-7-100-00000-1,定价", [("citation", "ISBN 978-7-100-00000-1")]),
    ("DOI: 10.1000/xyz-1,见", [("citation", "DOI: 10.1000/xyz-1")]),
]  # fmt: skip

NOT_FOUND = [
    "话语体系,推动发展",
    "話語體系,推動發展",
    "他说：“好”",
    "他说:“好!”",
    "1月2日,市里",
    "增长3%,其中",
    "2021,2022年",
    "共3,其中2",
    "第1:总则",
    "图1:2020年人口",
    "1.加强领导;2.落实责任",
    "（一）加强领导；（二）落实责任",
    "真的吗?他问",
    "函数(中文)不变",
    "1月21日(除夕)中午休市",
    "AI(人工智能)与5G(通信)在北京(首都)",
    "A股,B股齐涨",
    "GDP增长5%, CPI增长",
    "劳社部发[2000]8号",
    "共 300 户",
    "第5 000 页",
    "甲/乙,丙",
    "笑死:) 太好玩了:D",
    "12月1日-12日",
    "记者 王婷",
    "义\u200b乌市",
    "４．５６６９",
    "",
    "a",
    "、",
    "中文。中文",
    "##",
    "“他说,”",
    "标题:红糖,白糖",
    "[附件],[目录]",
    '"他说,好"',
    'Tom: "你好,朋友"',
    "## 标题: 红糖,白糖",
    "# a,中",
    "世界--好",
    "App(应用)很好",
    "WTO(世界贸易组织)",
    "他说(A, 甲)好",
]


def listed(text: str, lexicon: Lexicon | None = None) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for start, end, kind in spans(Document(text), lexicon)]


@pytest.mark.parametrize(("text", "want"), FOUND)
def test_found(text: str, want: list[tuple[str, str]]) -> None:
    assert listed(text) == want


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert listed(text) == []


def test_every_kind_is_in_the_table() -> None:
    assert {kind for _, want in FOUND for kind, _ in want} == {*KINDS} - {"name"}


NAMED = Lexicon.default().with_names(
    [Name("乾安县"), Name("徐乾學", ("徐乾学",)), Name("A股,B股"), Name("徐乾"), Name("里")]
)


def test_names_of_dictionaries() -> None:
    text = "乾安县的徐乾学里买A股,B股,乾"
    want = [("name", "乾安县"), ("name", "徐乾学"), ("name", "A股,B股")]
    assert listed(text, NAMED) == want
    assert listed(text) == []


def test_found_once() -> None:
    document = Document("见3.14和乾安县")
    assert spans(document) is spans(document)
    assert spans(document, NAMED) is spans(document, NAMED)
    assert len(spans(document)) == 1 and len(spans(document, NAMED)) == 2


def test_mask() -> None:
    assert mask(Document("约3.14元")).tolist() == [False, *[True] * 4, False]


RULE = Rule("marks.test", lambda: None)
TEXT = "约3.14和2:0和"


@pytest.mark.parametrize(
    ("edits", "stays"),
    [
        ([Edit(0, 1, "")], True),
        ([Edit(1, 1, " ")], True),  # put in before the number
        ([Edit(5, 5, " ")], True),  # and after it
        ([Edit(2, 2, " ")], False),
        ([Edit(1, 2, "３")], False),
        ([Edit(0, 2, "")], False),
        ([Edit(0, 9, "")], False),
        ([Edit(5, 6, ""), Edit(7, 8, "：")], False),  # one of two is enough
        ([Edit(5, 6, To(7))], False),
        ([Edit(0, 1, To(6))], True),
    ],
)
def test_edits_in_a_span_are_dropped(edits: list[Edit], stays: bool) -> None:
    asked = Proposal.of([(edits, "")], RULE)
    kept = spare(Document(TEXT), [asked], Lexicon.default())
    assert [fix.edits for each in kept for fix in each.listed()] == [tuple(edits)] * stays


def test_a_rule_may_work_inside_the_kinds_it_names() -> None:
    rule = Rule("marks.test", lambda: None, within=("ratio",))
    asked = Proposal(rule, [2, 7], [3, 8], ["．", "："])
    (kept,) = spare(Document(TEXT), [asked], Lexicon.default())
    assert kept.columns() == ([7], [8], ["："])


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("见 https://a.cn/中,一 他说,好", "见 https://a.cn/中,一 他说，好"),
        ("用`甲,乙`和丙,丁", "用`甲,乙`和丙，丁"),
        ('<p class="中,文">正文,好</p>', '<p class="中,文">正文，好</p>'),
        ("print('你,好')", None),
        ("x = '甲,乙'  # 注释,好", None),
    ],
)
def test_nothing_is_changed_inside(text: str, want: str | None) -> None:
    assert cleaner.clean(text) == (want or text)


@given(st.text(alphabet="中,.:;/ -()[]<>`'\"$=+@ab1\n“”’", max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    document = Document(text)
    found = spans(document, NAMED)
    assert found == sorted(found, key=lambda span: span.start)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert int(np.count_nonzero(mask(document))) <= sum(end - start for start, end, _ in found)


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "a-", "1.", "a.b", "(", "[1,", "a+", "a=", "C:\\", "ab/", "`a", "<a ", '"a', "$a ", "A1-", "a@", "1 ", "中,", "/中", "w.c", "a1 ", "- =", "'\"", "(A, "],
)  # fmt: skip
def test_time_grows_with_the_text(piece: str) -> None:
    start = time.process_time()
    spans(Document(piece * (60_000 // len(piece))))
    assert time.process_time() - start < 3
