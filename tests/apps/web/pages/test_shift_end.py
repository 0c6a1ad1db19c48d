"""A shift from its first reply to its end: what happens at the desk is what the summary and the feedback tell."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

DRAFT = "王女士，您好，这个我不知道。我来查一下，但是要等"
MENDED = "我来帮您问清楚，问到了马上告诉您"


def real(page: Any) -> None:
    """Let feedback through to the server's own store."""
    page.unroute("**/api/feedback")


def wait_noted(page: Any, *actions: str) -> None:
    """Until each of `actions` was noted for the summary."""
    page.wait_for_function(
        """(actions) => {
          const noted = JSON.parse(localStorage['coach-shift'] ?? '[]').map((one) => one.action);
          return actions.every((one) => noted.includes(one));
        }""",
        arg=list(actions),
    )


def write_a_reply(page: Any) -> None:
    """Write at the desk, take one suggestion, wave one finding away, copy."""
    page.locator(".cm-content").focus()
    page.keyboard.insert_text(DRAFT)
    expect(page.locator(".mark", has_text="不知道")).to_be_visible()
    expect(page.locator(".mark", has_text="但是")).to_be_visible()
    expect(page.locator(".praise", has_text="王女士")).to_be_visible()
    wait_noted(page, "seen")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".mark-active")).to_have_text("不知道")
    page.keyboard.press("Alt+1")
    expect(page.locator(".cm-content")).to_contain_text(MENDED)
    expect(page.locator(".mark")).to_have_text(["但是"])
    page.keyboard.press("Alt+x")
    page.locator(".reasons button").first.wait_for()
    page.keyboard.press("2")
    expect(page.locator(".mark")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("已复制")).to_be_visible()
    wait_noted(page, "seen", "accepted", "dismissed", "sent")


def test_what_was_done_at_the_desk_is_what_the_summary_and_the_feedback_tell(open_page, server):
    with_praise: list[Any] = []
    page = open_page("/", prepare=real)
    with page.expect_response("**/api/feedback") as first:
        write_a_reply(page)
    assert first.value.json()["stored"] is True
    page.wait_for_function("() => JSON.parse(localStorage['coach-feedback-waiting'] ?? '[]').length === 0")
    page.keyboard.press("Control+Enter")  # once more, which counts nothing twice
    with_praise = page.evaluate("JSON.parse(localStorage['coach-shift']).filter((one) => one.praise)")
    assert [(one["action"], one["excerpt"]) for one in with_praise].count(("seen", "王女士")) == 1

    page.goto(server.address + "/summary")
    page.get_by_role("button", name="近 7 天").click()
    expect(page.get_by_text("一次“不知道”，换了说法。")).to_be_visible()
    expect(page.locator(".wording q")).to_have_text([MENDED])
    expect(page.get_by_text("一次“但是”。")).to_be_visible()
    expect(page.get_by_text("一次觉得不用改")).to_be_visible()
    praised = page.get_by_role("region", name="说得好的地方")
    expect(praised.get_by_text("比如“王女士”")).to_be_visible()
    assert page.locator(".numbers dd").all_inner_texts()[:2] == ["1", "1"]

    page.goto(server.address + "/feedback")
    taken = page.get_by_role("row").filter(has=page.get_by_role("link", name="没有“我不会做”"))
    expect(taken).to_be_visible()
    assert taken.get_by_role("cell").all_inner_texts()[:3] == ["1", "0", "0"]
    waved = page.get_by_role("row").filter(has=page.get_by_role("link", name="没有“但是”"))
    expect(waved).to_be_visible()
    assert waved.get_by_role("cell").all_inner_texts()[:3] == ["0", "0", "1"]
    one = page.locator(".dismissal")
    expect(one.locator(".excerpt")).to_have_text(["但是"])
    expect(one).to_contain_text("这里这么说合适")
    expect(page.get_by_text("不存回复全文")).to_be_visible()


def test_the_same_from_the_small_window(open_page, server):
    page = open_page("/mini", prepare=real, viewport={"width": 360, "height": 520})
    page.locator(".cm-content").focus()
    page.keyboard.insert_text("李先生，您好，这个我不知道")
    expect(page.locator(".mark", has_text="不知道")).to_be_visible()
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".cm-content")).to_contain_text(MENDED)
    expect(page.locator(".praise", has_text="李先生")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    wait_noted(page, "accepted", "sent")
    page.goto(server.address + "/summary")
    page.get_by_role("button", name="近 7 天").click()
    expect(page.get_by_role("region", name="说得好的地方").get_by_text("“李先生”")).to_be_visible()
    expect(page.locator(".wording q")).to_have_text([MENDED])
