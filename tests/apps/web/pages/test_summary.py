"""The summary of a shift: what was noticed, what was taken, what went well; all of it stays in the browser."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

MINUTE = 60_000
BUT = {"guideline": "no-but", "title": "没有“但是”", "rule": "positive/no-but", "excerpt": "但是"}
NAME = {"guideline": "uses-name", "title": "称呼客户", "rule": "highlights/uses-name", "excerpt": "王女士"}
WORDING = "这条我现在就去催，今天18点前给您回音"


def shift(*entries: dict[str, Any]) -> Callable[[Any], None]:
    """Puts entries into the page's browser before it loads, once; `minutes` says how long ago each was."""
    now = round(time.time() * 1000)
    kept = [{**one, "at": now - one["minutes"] * MINUTE} for one in entries]
    script = f"if (!sessionStorage.kept) localStorage.setItem('coach-shift', {json.dumps(json.dumps(kept))});"
    return lambda page: page.add_init_script(f"{script} sessionStorage.kept = 1;")


def evening() -> Callable[[Any], None]:
    """Three times 但是, one of them mended, a customer called by her name, three replies."""
    seen = [{**BUT, "action": "seen", "minutes": minutes} for minutes in (9, 8, 7)]
    taken = {**BUT, "action": "accepted", "minutes": 6, "replacement": WORDING}
    praised = {**NAME, "action": "seen", "minutes": 5}
    sent = [{"action": "sent", "score": score, "minutes": 4 - at} for at, score in enumerate((70, 85, 95))]
    return shift(*seen, taken, praised, *sent)


def open_week(open_page: Callable[..., Any], prepare: Any, **options: Any) -> Any:
    """The summary of the last seven days, so that no test minds midnight."""
    page = open_page("/summary", prepare=prepare, **options)
    page.get_by_role("button", name="近 7 天").click()
    return page


def test_it_says_how_often_what_was_taken_and_what_went_well(open_page):
    page = open_week(open_page, evening())
    expect(page.get_by_text("三次“但是”，其中一次换了说法。")).to_be_visible()
    expect(page.get_by_text("这是您上次采纳的说法：")).to_be_visible()
    expect(page.locator(".wording q")).to_have_text(WORDING)
    expect(page.get_by_role("link", name="称呼客户一次，比如“王女士”")).to_have_attribute(
        "href", "/rules#highlights/uses-name"
    )
    expect(page.get_by_text("发出了 3 条回复，换了一次说法，有 1 处说得很好。辛苦了。")).to_be_visible()
    assert page.locator(".numbers dd").all_inner_texts() == ["3", "1", "83"]
    expect(page.get_by_role("img", name="得分从 70 到 95，最低 70，最高 95。")).to_be_visible()


def test_the_last_wording_is_copied(open_page):
    page = open_week(open_page, evening())
    page.get_by_role("button", name="复制").click()
    expect(page.get_by_role("status").filter(has_text="拷好了")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == WORDING


def test_the_span_decides_what_counts(open_page):
    old = {**BUT, "action": "seen", "minutes": 60 * 30}
    new = {**BUT, "action": "seen", "minutes": 2}
    page = open_page("/summary", prepare=shift(old, new))
    page.get_by_role("button", name="近 8 小时").click()
    expect(page.get_by_text("一次“但是”。")).to_be_visible()
    page.get_by_role("button", name="近 7 天").click()
    expect(page.get_by_text("两次“但是”。")).to_be_visible()
    expect(page.get_by_role("button", name="近 7 天")).to_have_attribute("aria-pressed", "true")


def test_what_another_window_notes_shows_at_once(open_page):
    page = open_week(open_page, evening())
    expect(page.get_by_text("三次“但是”")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    entry = json.dumps({**BUT, "action": "seen", "at": round(time.time() * 1000)})
    other.evaluate(
        "entry => localStorage.setItem('coach-shift', "
        "JSON.stringify([...JSON.parse(localStorage.getItem('coach-shift')), JSON.parse(entry)]))",
        entry,
    )
    expect(page.get_by_text("四次“但是”")).to_be_visible()


def test_clearing_asks_once_and_then_nothing_is_left(open_page):
    page = open_week(open_page, evening())
    page.get_by_role("button", name="清空记录").click()
    page.get_by_role("button", name="留着").click()
    expect(page.get_by_text("三次“但是”")).to_be_visible()
    page.get_by_role("button", name="清空记录").click()
    page.get_by_role("button", name="清空", exact=True).click()
    expect(page.get_by_text("近 7 天还没有记录。")).to_be_visible()
    assert page.evaluate("localStorage.getItem('coach-shift')") is None
    page.reload()
    expect(page.get_by_text("今天还没有记录。")).to_be_visible()


def test_an_empty_shift_is_friendly_and_says_where_things_are_kept(open_page):
    page = open_page("/summary")
    expect(page.get_by_text("今天还没有记录。")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="写回复")).to_have_attribute("href", "/")
    expect(page.get_by_text("只存在这个浏览器里，不会发给任何人")).to_be_visible()


def test_nothing_that_was_noted_is_sent_anywhere(open_page):
    sent: list[str] = []

    def watch(page: Any) -> None:
        evening()(page)
        page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))

    page = open_week(open_page, watch)
    expect(page.get_by_text("三次“但是”")).to_be_visible()
    expect(page.get_by_role("link", name="称呼客户一次")).to_be_visible()
    assert not [one for one in sent if "POST" in one or WORDING in one or "王女士" in one]


@pytest.mark.parametrize("kept", ["{", '[null, {"at": "x"}, 5]', '"text"'])
def test_what_cannot_be_read_is_an_empty_shift(open_page, kept):
    page = open_page(
        "/summary",
        prepare=lambda page: page.add_init_script(f"localStorage.setItem('coach-shift', {json.dumps(kept)})"),
    )
    expect(page.get_by_text("今天还没有记录。")).to_be_visible()


def test_markup_in_what_was_noted_is_text(open_page):
    nasty = "<img src=x onerror=alert(1)>"
    page = open_week(open_page, shift({**BUT, "action": "accepted", "replacement": nasty, "minutes": 1}))
    expect(page.locator(".wording q")).to_have_text(nasty)
    expect(page.locator("main img")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_over_in_a_narrow_window(open_page, fits, scheme):
    long = {**BUT, "action": "accepted", "replacement": "x" * 200, "minutes": 1}
    window = {"width": 320, "height": 700}
    page = open_week(open_page, shift(long), color_scheme=scheme, viewport=window)
    expect(page.locator(".wording q")).to_be_visible()
    assert fits(page)
