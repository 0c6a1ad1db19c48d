"""The feedback page: a bad rule is seen, a dismissal is settled in one step. Mostly, the endpoint is stood in for."""

from __future__ import annotations

import json
import re
import urllib.request
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

RULES = [
    {
        "rule": "respect/taboo-price", "guideline": "taboo", "title": "不说忌语",
        "accepted": 1, "edited": 0, "dismissed": 9, "reasons": {"fits-here": 7, "house-style": 2},
    },
    {
        "rule": "positive/no-but", "guideline": "no-but", "title": "没有“但是”",
        "accepted": 14, "edited": 6, "dismissed": 5, "reasons": {"not-wrong": 5},
    },
]  # fmt: skip
DISMISSALS = [
    {
        "id": "a1", "at": "2026-05-06T05:10:00Z", "rule": "respect/taboo-price", "guideline": "taboo",
        "excerpt": "一分钱一分货", "reason": "fits-here", "has_text": True, "settled": None,
    },
    {
        "id": "a2", "at": "2026-05-05T09:20:00Z", "rule": "positive/no-but", "guideline": "no-but",
        "excerpt": "但是", "reason": "not-wrong", "has_text": False, "settled": None,
    },
    {
        "id": "a3", "at": "2026-05-05T08:00:00Z", "rule": "positive/no-but", "guideline": "no-but",
        "excerpt": "不过", "reason": "other", "has_text": False, "settled": "labelled",
    },
]  # fmt: skip
EVERYTHING = {"schema": 1, "stores_texts": False, "rules": RULES, "dismissals": DISMISSALS}


def refusal(status: int, code: str, message: str) -> dict[str, Any]:
    """What a stand-in answers when it refuses."""
    return {"status": status, "json": {"schema": 1, "error": {"code": code, "message": message}}}


class Stand:
    """Stands in for the endpoints, and keeps what it was asked."""

    def __init__(self, **answer: Any) -> None:
        self.answer = answer or {"json": EVERYTHING}
        self.settling: dict[str, Any] = {}
        self.asked: list[tuple[str, Any]] = []

    def __call__(self, page: Any) -> None:
        page.route("**/api/feedback", lambda route: route.fulfill(**self.answer))
        page.route("**/api/feedback/*/*", self._settle)

    def _settle(self, route: Any) -> None:
        name = "/".join(route.request.url.split("/")[-2:])
        self.asked.append((name, route.request.post_data_json))
        place = {"json": {"schema": 1, "place": "labelled.jsonl:7" if name.endswith("label") else "coach.yaml:12"}}
        route.fulfill(**(self.settling or place))


@pytest.fixture
def stand() -> Callable[..., Stand]:
    """Makes stand-ins."""
    return Stand


def dismissal(page: Any, excerpt: str) -> Any:
    """The entry of a dismissal."""
    return page.locator(".dismissal", has=page.locator(".excerpt", has_text=excerpt))


def test_a_rule_that_is_often_dismissed_is_seen(open_page, stand):
    page = open_page("/feedback", prepare=stand())
    bad = page.get_by_role("row", name="不说忌语")
    expect(bad).to_be_visible()
    assert bad.get_by_role("cell").all_inner_texts()[:3] == ["1", "0", "9"]
    expect(bad).to_contain_text("忽略 90%")
    expect(bad).to_contain_text("这里这么说合适 7 次 · 我们就这么说 2 次")
    expect(bad).to_contain_text("多半被忽略")
    expect(page.get_by_text("有 1 条规则多半被忽略")).to_be_visible()
    good = page.get_by_role("row", name="没有“但是”")
    expect(good).not_to_contain_text("多半被忽略")
    expect(good.get_by_role("link")).to_have_attribute("href", "/rules#positive/no-but")
    widths = [bar.bounding_box()["width"] for bar in good.locator(".share-bar span").all()]
    assert widths[0] > widths[1] > widths[2] > 0


def test_a_dismissal_is_allowed_in_one_step_and_the_place_is_shown(open_page, stand):
    endpoint = stand()
    page = open_page("/feedback", prepare=endpoint)
    one = dismissal(page, "一分钱一分货")
    one.get_by_role("button", name="加进豁免名单").click()
    expect(one.get_by_role("status")).to_have_text("已加进豁免名单：coach.yaml:12")
    expect(one.get_by_role("button")).to_have_count(0)
    assert [name for name, _ in endpoint.asked] == ["a1/allow"]


def test_a_dismissal_whose_text_is_stored_becomes_a_row_in_one_step(open_page, stand):
    endpoint = stand()
    page = open_page("/feedback", prepare=endpoint)
    one = dismissal(page, "一分钱一分货")
    one.get_by_role("button", name="存成评测用例").click()
    expect(one.get_by_role("status")).to_have_text("已存成评测用例：labelled.jsonl:7")
    assert endpoint.asked == [("a1/label", {})]


def test_a_text_that_is_not_stored_is_asked_for(open_page, stand):
    endpoint = stand()
    page = open_page("/feedback", prepare=endpoint)
    one = dismissal(page, "但是")
    one.get_by_role("button", name="存成评测用例").click()
    field = one.get_by_label("回复", exact=True)
    expect(field).to_be_focused()
    expect(one.get_by_role("button", name="存下来")).to_be_disabled()
    field.fill("周五能到")
    expect(one.get_by_text("里面没有“但是”，是这一条吗？")).to_be_visible()
    field.fill("周五能到，但是要签收")
    expect(one.get_by_text("是这一条吗")).to_have_count(0)
    one.get_by_label("客户前面说的话").fill("几时到\n\n急")
    one.get_by_role("button", name="存下来").click()
    expect(one.get_by_role("status")).to_have_text("已存成评测用例：labelled.jsonl:7")
    assert endpoint.asked == [("a2/label", {"text": "周五能到，但是要签收", "context": ["几时到", "急"]})]


def test_asking_for_a_text_can_be_left_with_escape(open_page, stand):
    page = open_page("/feedback", prepare=stand())
    one = dismissal(page, "但是")
    one.get_by_role("button", name="存成评测用例").click()
    page.keyboard.press("Escape")
    expect(one.get_by_label("回复", exact=True)).to_have_count(0)
    expect(one.get_by_role("button", name="存成评测用例")).to_be_enabled()


def test_what_was_settled_before_says_so(open_page, stand):
    one = dismissal(open_page("/feedback", prepare=stand()), "不过")
    expect(one.get_by_role("status")).to_have_text("已存成评测用例")
    expect(one.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "told"), [(409, "已经处理过了"), (503, "豁免名单写不进去。"), (404, "没有这一条反馈。")]
)
def test_a_step_that_fails_says_why_and_can_be_tried_again(open_page, stand, status, told):
    endpoint = stand()
    endpoint.settling = refusal(status, "any", told)
    page = open_page("/feedback", prepare=endpoint, expects_errors=True)
    one = dismissal(page, "一分钱一分货")
    one.get_by_role("button", name="加进豁免名单").click()
    expect(one.get_by_role("alert")).to_contain_text(told)
    endpoint.settling = {}
    one.get_by_role("button", name="加进豁免名单").click()
    expect(one.get_by_role("status")).to_have_text("已加进豁免名单：coach.yaml:12")
    expect(one.get_by_role("alert")).to_have_count(0)


def test_a_store_that_is_locked_is_said_calmly_and_asked_again(open_page, stand):
    endpoint = stand(**refusal(503, "store", "反馈的文件正被别的程序用着。"))
    page = open_page("/feedback", prepare=endpoint, expects_errors=True)
    expect(page.get_by_role("alert")).to_contain_text("反馈的文件正被别的程序用着。写回复、查规则都不受影响")
    endpoint.answer = {"json": EVERYTHING}
    page.get_by_role("button", name="再试一次").click()
    expect(page.get_by_role("row", name="不说忌语")).to_be_visible()


def test_no_feedback_yet_is_friendly(open_page, stand):
    page = open_page("/feedback", prepare=stand(json={**EVERYTHING, "rules": [], "dismissals": []}))
    expect(page.get_by_text("还没有反馈。")).to_be_visible()
    expect(page.get_by_text("不存回复全文")).to_be_visible()


def test_markup_in_an_excerpt_is_text(open_page, stand):
    nasty = "<img src=x onerror=alert(1)>"
    page = open_page(
        "/feedback", prepare=stand(json={**EVERYTHING, "dismissals": [{**DISMISSALS[0], "excerpt": nasty}]})
    )
    expect(page.get_by_text(nasty)).to_be_visible()
    expect(page.locator("main img")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_narrow_window_the_table_is_a_list_and_nothing_runs_over(open_page, stand, fits, scheme):
    page = open_page("/feedback", prepare=stand(), color_scheme=scheme, viewport={"width": 320, "height": 700})
    row = page.get_by_role("row", name="不说忌语")
    expect(row).to_be_visible()
    assert row.evaluate("row => getComputedStyle(row).display") == "flex"
    dismissal(page, "但是").get_by_role("button", name="存成评测用例").click()
    expect(page.get_by_label("回复", exact=True)).to_be_visible()
    assert fits(page)


def test_the_page_and_the_servers_own_endpoint_understand_each_other(open_page, server):
    def real(page: Any) -> None:
        page.unroute("**/api/feedback")

    page = open_page("/feedback", prepare=real)
    expect(page.get_by_text("还没有反馈。")).to_be_visible()
    told = {
        "rule": "positive/no-but",
        "guideline": "no-but",
        "severity": "warning",
        "excerpt": "但是",
        "surface": "desk",
    }
    tell(server, {**told, "action": "accepted", "fingerprint": "a", "replacement": "。"})
    for fingerprint, excerpt in (("b", "但是"), ("c", "但是呢")):
        dismissed = {"action": "dismissed", "reason": "not-wrong", "excerpt": excerpt, "fingerprint": fingerprint}
        tell(server, {**told, **dismissed})
    page.reload()
    row = page.get_by_role("row", name="没有“但是”")
    expect(row).to_contain_text("没说错 2 次")
    assert row.get_by_role("cell").all_inner_texts()[:3] == ["1", "0", "2"]
    one = page.locator(".dismissal", has=page.locator(".excerpt", has_text=re.compile("^但是$")))
    one.get_by_role("button", name="存成评测用例").click()
    one.get_by_label("回复", exact=True).fill("周五能到，但是要签收")
    one.get_by_role("button", name="存下来").click()
    expect(one.get_by_role("status")).to_contain_text("已存成评测用例：")
    expect(one.get_by_role("status")).to_contain_text("labelled.jsonl:1")
    other = dismissal(page, "但是呢")
    other.get_by_role("button", name="加进豁免名单").click()
    expect(other.get_by_role("status")).to_contain_text("已加进豁免名单：")
    page.reload()
    expect(page.get_by_text("已存成评测用例")).to_be_visible()
    expect(page.get_by_text("已加进豁免名单")).to_be_visible()


def tell(server: Any, body: dict[str, Any]) -> None:
    """Tell the server's own store what became of a finding."""
    told = json.dumps({"id": str(uuid.uuid4()), **body}).encode()
    request = urllib.request.Request(f"{server.address}/api/feedback", told)
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert json.load(answer)["stored"] is True
