"""The small window: three keys, and nothing remembered."""

from __future__ import annotations

from typing import Any

DRAFT = "我帮您查了，但是你要等到周五"


def text_of(page: Any) -> str:
    return page.evaluate("[...document.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')")


def wait_text(page: Any, text: str) -> None:
    script = "(text) => [...document.querySelectorAll('.cm-line')].map((l) => l.textContent).join('\\n') === text"
    page.wait_for_function(script, arg=text)


def paste(page: Any, text: str) -> None:
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def opened(open_page: Any) -> Any:
    return open_page("/mini", viewport={"width": 360, "height": 520})


def test_paste_mend_copy_with_three_keys(open_page, told):
    page = opened(open_page)
    for key in ("Ctrl+V", "Alt+Enter", "Ctrl+Enter"):
        assert page.locator("kbd", has_text=key).first.is_visible()
    paste(page, DRAFT)
    wait_text(page, DRAFT)
    page.locator(".mark").first.wait_for()
    page.keyboard.press("Alt+Enter")
    page.wait_for_function("() => !document.querySelector('.cm-content').textContent.includes('但是')")
    mended = text_of(page)
    assert "你" not in mended
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == mended
    page.wait_for_function("() => getSelection().toString().length > 0")
    paste(page, "下一句话")
    wait_text(page, "下一句话")
    assert {one["surface"] for one in told} == {"mini"}
    assert {"no-but", "honorific"} <= {one["guideline"] for one in told if one["action"] == "accepted"}


def test_pasting_outside_the_draft_replaces_it_and_undo_brings_it_back(open_page):
    page = opened(open_page)
    paste(page, DRAFT)
    wait_text(page, DRAFT)
    page.get_by_role("button", name="改好").focus()
    paste(page, "别的话")
    wait_text(page, "别的话")
    page.locator(".toast").get_by_role("button", name="撤销").click()
    wait_text(page, DRAFT)


def test_the_customers_last_words_count(open_page):
    page = opened(open_page)
    paste(page, "我查一下您的物流。")
    page.locator(".found-score").wait_for()
    before = page.locator(".card").count()
    page.locator(".mini-said").fill("都三天了还不退钱，你们是骗子吗！")
    page.wait_for_function("(before) => document.querySelectorAll('.card').length > before", arg=before)


def test_what_only_the_agent_can_fill_in_is_offered_as_blanks_and_held_back(open_page):
    page = opened(open_page)
    page.evaluate("navigator.clipboard.writeText('从前')")
    page.keyboard.insert_text("亲，您耐心等一下")
    page.locator(".mark").first.wait_for()
    page.keyboard.press("Alt+Enter")
    page.locator(".blank").first.wait_for()
    page.keyboard.press("Control+Enter")
    page.locator(".held").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "从前"
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == text_of(page)


def test_it_remembers_nothing(open_page):
    page = opened(open_page)
    paste(page, DRAFT)
    page.locator(".mark").first.wait_for()
    page.reload()
    page.locator(".cm-placeholder").wait_for()
    kept = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "我帮您查了" not in kept


def test_it_fits_its_window(open_page):
    page = opened(open_page)
    paste(page, DRAFT)
    page.locator(".card").wait_for()
    size = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight, innerWidth, innerHeight]"
    )
    assert size[0] <= size[2]
    assert size[1] <= size[3]
