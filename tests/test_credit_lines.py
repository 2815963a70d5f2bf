"""Lines in brackets that belong to a story and shift no headline: credits of pictures, sources."""

import pytest

from cleaner.page.patterns import CREDIT, SIGNED, kind_of
from cleaner.pipeline import run
from cleaner.text.document import Source

HEADLINES = ("健康义诊活动走进社区", "绿道建设工程提速推进", "青少年科技节拉开帷幕")
TOPICS = ("健康义诊活动", "绿道建设工程", "青少年科技节")
BODY = (
    "本报讯 {0}日前正式启动，来自各地的代表参加了启动仪式。据了解，{0}将持续三个月，覆盖全市十二个镇街。\n\n"
    "主办方表示，{0}的目的在于让更多群众受益，下一步还将推出系列配套措施，确保各项工作落到实处。"
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("（张泽摄）", CREDIT), ("(李小明摄)", CREDIT), ("（新华社记者李明摄）", CREDIT), ("（附图片1张）", CREDIT),
        ("（附圖片兩張）", CREDIT), ("（附照片三幅）", CREDIT), ("（新华社发）", CREDIT), ("（图片由市档案馆提供）", CREDIT),
        ("（本报北京1月1日电）", SIGNED), ("【本報巴黎廿日專電】", SIGNED), ("（张三）", SIGNED),
        ("（附图片1张）昨日开幕", ""), ("他说（有电）", ""), ("（共三张）", ""), ("（附件一）", ""), ("（未完）", ""),
    ],
)  # fmt: skip
def test_kinds_of_lines_in_brackets(line: str, kind: str) -> None:
    assert kind_of(line) == kind


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("after_heading", [True, False])
@pytest.mark.parametrize(
    "line",
    [
        "（张泽摄）",
        "（新华社记者李明摄）",
        "（附图片1张）",
        "（附圖片兩張）",
        "（本报北京1月1日电）",
    ],
)
def test_no_headline_is_shifted(line: str, after_heading: bool, signed: bool) -> None:
    lines = []
    for headline, topic in zip(HEADLINES, TOPICS, strict=True):
        byline = ["本报记者 王小明"] if signed else []
        front = [headline, line, *byline] if after_heading else [headline, *byline]
        lines += [*front, BODY.format(topic), *([] if after_heading else [line])]
    text = "\n\n".join(lines) + "\n"
    result = run(Source.from_text(text))
    assert result.text == text
    assert [article.headline for article in result.articles] == [*HEADLINES]
    for article, topic in zip(result.articles, TOPICS, strict=True):
        assert "\n\n".join(article.paragraphs) == BODY.format(topic)
