"""The benchmark of scripts: what it counts."""

from __future__ import annotations

from bench import script


def test_the_sentences_are_pairs() -> None:
    halves = {which: script.sentences(which) for which in script.HALVES}
    pairs = [pair for each in halves.values() for pair in each]
    assert min(map(len, halves.values())) >= 60
    assert len(dict(pairs)) == len(pairs)
    assert all(len(one) == len(other) for one, other in pairs)


def test_what_is_wrong_is_told() -> None:
    pairs = [("被发掘", "被發掘"), ("头发", "頭髮")]
    assert script.wrong(pairs, script.opencc, "tw") == [("被发掘", "被發掘", "被髮掘")]
    assert script.wrong(pairs, script.ours, "tw") == []
    assert script.wrong([("被發掘", "被发掘")], script.ours, "s") == []


def test_what_does_not_come_back_is_counted() -> None:
    assert script.there_and_back("头发，发展。“好”", "tw", "s", script.ours) == {}
    lost = script.there_and_back("喫飯", "s", "t", lambda text, _: text.replace("喫", "吃"))
    assert lost == {("喫", "吃"): 1}
