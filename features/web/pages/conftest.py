"""The steps of the desk and the studio, beside those of the folder above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect
from pytest_bdd import given, parsers, then, when

Q = r'"(?P<{}>[^"]+)"'


# --- the desk ---------------------------------------------------------------------------------------------------------


@given("坐席打开了写回复的页面")
def _open_desk(desk: Any) -> None:
    desk.open("/")


@given(parsers.re(f"坐席写下 {Q.format('text')}"))
@when(parsers.re(f"坐席写下 {Q.format('text')}"))
def _write(desk: Any, text: str) -> None:
    if not desk.page.evaluate("document.activeElement.closest('.cm-editor') !== null"):
        desk.page.locator(".cm-content").focus()
    desk.page.keyboard.insert_text(text)


@when(parsers.re(f"(坐席|培训师)按 {Q.format('key')}"))
def _press(desk: Any, key: str) -> None:
    desk.page.keyboard.press(key)


@when(parsers.re(f"坐席选原因 {Q.format('reason')}"))
def _give_reason(desk: Any, reason: str) -> None:
    desk.page.locator(".reasons").get_by_role("button", name=reason).click()


@given(parsers.re(f"页面标出 {Q.format('words')}"))
@then(parsers.re(f"页面标出 {Q.format('words')}"))
def _is_marked(desk: Any, words: str) -> None:
    desk.sees(desk.page.locator(".mark", has_text=words), f"应该标出“{words}”")


@then("页面什么也不标")
def _nothing_is_marked(desk: Any) -> None:
    expect(desk.page.locator(".mark")).to_have_count(0)


@then(parsers.re(f"卡片里写着 {Q.format('words')}"))
def _card_says(desk: Any, words: str) -> None:
    desk.sees(desk.page.locator(".card", has_text=words), f"卡片里应该写着“{words}”")


@then(parsers.re(f"草稿是 {Q.format('text')}"))
def _draft_is(desk: Any, text: str) -> None:
    expect(desk.page.locator(".cm-content")).to_have_text(text)


@when(parsers.re(f"坐席用输入法打着 {Q.format('letters')}"))
def _compose(desk: Any, letters: str, compose: Callable[[Any, str], None]) -> None:
    devices = desk.page.context.new_cdp_session(desk.page)
    for end in range(1, len(letters) + 1):
        compose(devices, letters[:end])


@then("打着的时候页面什么也不标")
def _nothing_is_marked_while_composing(desk: Any) -> None:
    for _ in range(10):  # longer than an answer would take to come and be drawn
        assert desk.page.locator(".mark").count() == 0
        desk.page.wait_for_timeout(100)


@when(parsers.re(f"输入法选定 {Q.format('text')}"))
def _commit(desk: Any, text: str) -> None:
    desk.page.context.new_cdp_session(desk.page).send("Input.insertText", {"text": text})


# --- the clipboard ----------------------------------------------------------------------------------------------------


@given(parsers.re(f"剪贴板上是 {Q.format('text')}"))
def _put_on_clipboard(desk: Any, text: str) -> None:
    desk.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)


@then("页面提醒还有空没填")
def _is_held(desk: Any) -> None:
    desk.sees(desk.page.locator(".held"), "应该提醒还有空没填")


@then(parsers.re(f"剪贴板上还是 {Q.format('text')}"))
def _still_on_clipboard(desk: Any, text: str) -> None:
    assert desk.page.evaluate("navigator.clipboard.readText()") == text


@then(parsers.re(f"剪贴板上成了 {Q.format('text')}"))
def _now_on_clipboard(desk: Any, text: str) -> None:
    desk.page.wait_for_function("async (text) => (await navigator.clipboard.readText()) === text", arg=text)


# --- the studio -------------------------------------------------------------------------------------------------------


@given("培训师在规则工作室打开了它")
def _open_rule(desk: Any) -> None:
    desk.open("/studio", expects_errors=True)  # the browser logs every refusal
    desk.page.locator(".studio-pack li button", has_text="规则").first.click()
    desk.page.locator(".studio-title").get_by_text("x.yaml").wait_for()
    desk.page.get_by_text("2 个例子都成立").locator("visible=true").first.wait_for()


@when(parsers.re(f"培训师把说法改成 {Q.format('words')}"))
def _edit_pattern(desk: Any, words: str) -> None:
    desk.page.get_by_label("说法 第 1 条", exact=True).fill(words)


@when(parsers.re(f"培训师在末尾写下 {Q.format('text')}"))
def _append(desk: Any, text: str) -> None:
    desk.page.get_by_role("button", name="YAML", exact=True).click()
    desk.page.get_by_role("textbox", name="YAML").click()
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.insert_text(text)


@when(parsers.re(f"别人在文件里加了 {Q.format('line')}"))
def _write_underneath(desk: Any, own_rule: str, line: str) -> None:
    desk.rule.write_text(f"{own_rule}{line}\n", encoding="utf-8")


@when(parsers.re(f"培训师想新建一个叫 {Q.format('name')} 的规则"))
def _make_rule(desk: Any, name: str) -> None:
    desk.page.locator(".studio-pack", has_text="own").get_by_role("button", name="新建文件").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("名字").fill(name)
    dialog.get_by_role("button", name="新建").click()


@then("规则的文件没有变")
def _rule_is_as_before(desk: Any, own_rule: str) -> None:
    assert desk.rule.read_text(encoding="utf-8") == own_rule


@then(parsers.re(f"规则的文件里有 {Q.format('text')}"))
def _rule_holds(desk: Any, text: str) -> None:
    assert text in desk.rule.read_text(encoding="utf-8")
