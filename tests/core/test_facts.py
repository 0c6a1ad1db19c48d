"""What a suggestion may neither lose nor invent."""

from __future__ import annotations

import pytest

from coach.core.facts import keeps_facts, outside_brackets


@pytest.mark.parametrize("fact", ["https://vip.cn/ab", "{{vip}}", "[花]", "3天", "#vip#", "SF1024"])
def test_no_fact_is_lost_or_invented(fact: str):
    names = {"花": "other"}
    assert keeps_facts(f"看{fact}吧", f"请看{fact}", "", names)
    assert not keeps_facts(f"看{fact}吧", "请看", "", names)
    assert not keeps_facts("看吧", f"请看{fact}", "", names)
    assert keeps_facts("看吧", f"请看{fact}", f"看{fact}", names)


@pytest.mark.parametrize("emoticon", ["[爱心]", "[愛心]", "[花]", "[OK]"])
def test_an_emoticon_is_none(emoticon: str):
    assert keeps_facts(f"不能退{emoticon}", "我来看", "", {})


@pytest.mark.parametrize(
    ("written", "outside"),
    [
        ("【vip】好", "vip好"),
        ("[vip专享]", "vip专享"),
        ("看https://vip.cn/ab", None),
        ("{{vip}}", None),
        ("${vip}", None),
    ],
)
def test_only_brackets_round_what_is_marked_go(written: str, outside: str | None):
    assert outside_brackets(written, "vip") == (outside or written)
    assert outside_brackets(written, "") == written
