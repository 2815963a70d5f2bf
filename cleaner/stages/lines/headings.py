"""Reasons for a join between short lines without marks: headlines and bylines of two lines."""

from __future__ import annotations

import numpy as np

from cleaner.ledger.rules import rule
from cleaner.text.characters import Flags
from cleaner.wraps.decided import Decided
from cleaner.wraps.kinds import ALONE


@rule("lines.headline-wrap", confidence=0.89)
def headline_wrap(decided: Decided) -> Flags:
    """Two short lines without marks that stand alone are one headline.

    ## Why
    They are set off by blank lines, bylines or ends of paragraphs. A second line much wider than
    the first is a subheading in smaller type, and stays a line of its own.

    ## Examples
    Repairs: 市立图书馆⏎昨日开馆⏎⏎本报讯 市立图书馆昨日举行开⏎馆典礼，馆长致词时表示，新馆⏎藏书超过三十万册，欢迎市民踊⏎跃前往。 → 市立图书馆昨日开馆⏎⏎本报讯 市立图书馆昨日举行开馆典礼，馆长致词时表示，新馆藏书超过三十万册，欢迎市民踊跃前往。
    Leaves: 大会召开⏎来自各县区和市直单位的三百多名代表听取了报告

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return decided.display


@rule("lines.kind-wrap", confidence=0.8)
def kind_wrap(decided: Decided) -> Flags:
    """A byline or a line of editors goes on in the next line.

    ## Why
    The two lines together are a byline, the second alone is not one, and the cut goes through a
    name or follows 、. Between whole names the line end stays, for nothing else would part them.

    ## Examples
    Repairs: 本报记者 张三 通讯员 李四 王⏎小二 赵小五⏎⏎昨日上午，市里召开了服务业发展大⏎会，市长出席会议。 → 本报记者 张三 通讯员 李四 王小二 赵小五⏎⏎昨日上午，市里召开了服务业发展大会，市长出席会议。
    Leaves: 江南日报记者 张三⏎全媒体记者 李四

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    wraps = np.zeros(len(decided.gaps), np.bool_)
    wraps[[line for line, kind in decided.kinds.items() if kind in ALONE and line < len(wraps)]] = (
        True
    )
    return wraps
