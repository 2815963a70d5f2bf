"""Invented people, places and newspapers, made character by character."""

from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
    "楼骆虞鲍阮裘俞柳喻季"
)
COMPOUND_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "东方", "司徒")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英文华玉红建国志新海燕婷雪梅晓春雨思佳欣怡梓涵浩宇"
    "轩子墨一诺若彤嘉琪俊豪泽林晨曦立群德胜振东凤仙秋月慧珍卫民永康家豪书瑶可馨景天予安宁乐清扬帆"
    "之远维钧绍棠倩盼潇霖祉庭宵依鹏飞"
)
PLACE_FIRST = "云江海临永安东西南北青白龙金石清新长平兴和宁泰丰沙桐柏松梅兰竹溪湖河泉星宝凤鹤"
PLACE_LAST = "州城山阳江川溪海陵浦田门港原水源桥湾安昌"
PAPER_LAST = ("日报", "晚报", "晨报", "商报", "时报", "都市报", "早报")


def person(rng: Random) -> str:
    """A Chinese personal name of two to four characters."""
    surname = rng.choice(COMPOUND_SURNAMES) if rng.random() < 0.03 else rng.choice(SURNAMES)
    given = rng.choice(GIVEN)
    if rng.random() < 0.72:
        given += rng.choice(GIVEN)
    return surname + given


def people(rng: Random, most: int = 3) -> list[str]:
    """One to ``most`` names."""
    return [person(rng) for _ in range(rng.randint(1, most))]


def place(rng: Random) -> str:
    """A town of two characters."""
    return rng.choice(PLACE_FIRST) + rng.choice(PLACE_LAST)


def newspaper(rng: Random) -> str:
    """The name of a newspaper."""
    return place(rng) + rng.choice(PAPER_LAST)
