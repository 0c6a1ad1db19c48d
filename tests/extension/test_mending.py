"""A suggestion is applied as if a person had typed it, and can be undone; what was done is told to the server."""

import pytest

REFUSAL = "亲，这边不能退货的哦"
FIRST = ".take"


@pytest.fixture(params=["textarea", "contenteditable", "react"])
def desk(request, open_desk):
    return open_desk(request.param)


def wait_for_text(desk, wanted):
    for _ in range(200):
        if desk.text() == wanted:
            break
        desk.page.wait_for_timeout(100)
    assert desk.text() == wanted
    if desk.name == "react":
        assert desk.page.locator("#state").text_content() == wanted


def suggestions(relay, text, title):
    [finding] = [one for one in relay.answer_to(text)["findings"] if one["title"] == title]
    return finding["suggestions"]


def applied(text, suggestion):
    return text[: suggestion["start"]] + suggestion["replacement"] + text[suggestion["end"] :]


def feedback(relay, count):
    import time

    until = time.monotonic() + 20
    while len(relay.bodies("/api/feedback")) < count and time.monotonic() < until:
        time.sleep(0.05)
    return relay.bodies("/api/feedback")


def wait_until_stored(desk, relay, name):
    for _ in range(200):
        if any(told.get("stored") and told["id"] == name for _, told in relay.answered):
            return
        desk.page.wait_for_timeout(100)
    raise AssertionError(relay.answered)


def open_card(desk):
    desk.page.keyboard.press("Alt+.")
    return desk.wait_for_card()


def test_a_digit_applies_a_suggestion_and_undo_takes_it_back(desk, paired_server):
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    card = open_card(desk)
    title = card.splitlines()[0]
    suggestion = suggestions(paired_server.relay, REFUSAL, title)[0]
    desk.page.keyboard.press("1")
    wait_for_text(desk, applied(REFUSAL, suggestion))
    assert desk.card() == ""
    desk.page.keyboard.press("ControlOrMeta+z")
    wait_for_text(desk, REFUSAL)
    desk.wait_for_marks("不能")
    [told] = feedback(paired_server.relay, 1)
    assert (told["action"], told["replacement"], told["surface"]) == (
        "accepted",
        suggestion["replacement"],
        "extension",
    )
    assert {"id", "rule", "guideline", "severity", "fingerprint", "excerpt"} <= told.keys()
    assert "text" not in told
    wait_until_stored(desk, paired_server.relay, told["id"])


def test_a_click_on_the_mark_opens_its_card_and_a_click_applies(desk, paired_server):
    desk.write(REFUSAL)
    [mark] = [one for one in desk.wait_for_marks("不能退货") if one["text"] == "不能退货"]
    desk.page.mouse.click(mark["right"] - 4, (mark["top"] + mark["bottom"]) / 2)
    title = desk.wait_for_card().splitlines()[0]
    assert "1" not in desk.card().splitlines(), "no digits: they belong to the text while one is writing"
    suggestion = suggestions(paired_server.relay, REFUSAL, title)[0]
    desk.press_drawn(FIRST)
    wait_for_text(desk, applied(REFUSAL, suggestion))
    desk.page.keyboard.insert_text("好")  # the caret stands after what was applied
    after = suggestion["start"] + len(suggestion["replacement"])
    whole = applied(REFUSAL, suggestion)
    wait_for_text(desk, whole[:after] + "好" + whole[after:])


def test_digits_go_into_the_text_when_the_card_was_opened_by_the_mouse(desk):
    desk.write(REFUSAL)
    mark = desk.wait_for_marks("不能")[0]
    desk.page.mouse.click(mark["left"] + 4, (mark["top"] + mark["bottom"]) / 2)
    desk.wait_for_card()
    desk.page.keyboard.press("End")
    desk.page.keyboard.press("1")
    wait_for_text(desk, REFUSAL + "1")
    assert desk.card() == ""


def test_nothing_is_applied_when_the_text_is_no_longer_what_was_marked(open_desk):
    desk = open_desk("textarea")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    open_card(desk)
    desk.line.send("Runtime.evaluate", {"expression": "document.getElementById('field').value = '这里换了别的话'"})
    desk.page.keyboard.press("1")
    desk.page.wait_for_timeout(600)
    assert desk.text() in ("这里换了别的话", "这里换了别的话1")
    assert desk.card() == ""


def test_the_first_blank_is_selected_and_the_chip_says_how_many_are_left(desk, paired_server):
    desk.write("我们会尽快处理")
    desk.wait_for_marks("尽快")
    open_card(desk)
    suggestion = suggestions(paired_server.relay, "我们会尽快处理", "说清时间")[0]
    assert "⟨" in suggestion["replacement"]
    desk.page.keyboard.press("1")
    whole = applied("我们会尽快处理", suggestion)
    wait_for_text(desk, whole)
    assert desk.wait_for_drawn("(root) => root.querySelector('.chip')?.dataset.state === 'blanks'")
    assert desk.chip() == f"还有 {whole.count('⟨')} 处待填"
    blank = whole[whole.index("⟨") : whole.index("⟩") + 1]
    desk.page.keyboard.insert_text("今天18点前")
    wait_for_text(desk, whole.replace(blank, "今天18点前", 1))
    desk.wait_for_drawn(
        f"(root) => root.querySelector('.chip') && root.querySelector('.chip').textContent !== "
        f"'还有 {whole.count('⟨')} 处待填'"
    )


def test_ignoring_asks_why_tells_the_server_and_keeps_quiet(desk, paired_server):
    desk.write("这件事我们会尽快处理")
    desk.wait_for_marks("尽快")
    title = open_card(desk).splitlines()[0]
    desk.page.keyboard.press("0")
    desk.wait_for_drawn(
        "(root) => root.querySelector('.reasons') && root.querySelector('.reasons').innerText.includes('为什么不用改')"
    )
    desk.page.keyboard.press("2")
    desk.wait_for_no_marks()
    [told] = feedback(paired_server.relay, 1)
    assert (told["action"], told["reason"], told["excerpt"]) == ("dismissed", "fits-here", "尽快")
    assert (told["text"], told["context"]) == ("这件事我们会尽快处理", [])
    wait_until_stored(desk, paired_server.relay, told["id"])
    assert title == "说清时间"
    desk.page.keyboard.press("End")
    desk.page.keyboard.insert_text("好")
    wait_for_text(desk, "这件事我们会尽快处理好")
    for _ in range(100):
        if paired_server.relay.answer_to("这件事我们会尽快处理好"):
            break
        desk.page.wait_for_timeout(100)
    assert any(one["excerpt"] == "尽快" for one in paired_server.relay.answer_to("这件事我们会尽快处理好")["findings"])
    desk.wait_for_no_marks()


def test_what_is_mended_by_hand_and_what_is_changed_afterwards_is_told_as_edited(open_desk, paired_server):
    desk = open_desk("react")
    desk.write("请把你的单号发我")
    desk.wait_for_marks("你")
    desk.field.evaluate("(field) => field.setSelectionRange(2, 3)")
    desk.page.keyboard.insert_text("您")
    [told] = feedback(paired_server.relay, 1)
    assert (told["action"], told["excerpt"], told["replacement"]) == ("edited", "你", "您")


def test_sending_is_not_mending(open_desk, paired_server):
    desk = open_desk("textarea")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    desk.page.keyboard.press("Enter")
    desk.wait_for_no_marks()
    desk.write("好的")
    for _ in range(100):
        if paired_server.relay.answer_to("好的"):
            break
        desk.page.wait_for_timeout(100)
    assert paired_server.relay.bodies("/api/feedback") == []


def test_keys_alone_lead_through_all_places_and_escape_closes(desk):
    desk.write("亲，这边不能退货的哦，我们会尽快处理")
    desk.wait_for_marks("不能", "尽快")
    seen = set()
    for _ in range(14):
        desk.page.keyboard.press("Alt+.")
        seen.add(desk.wait_for_card().splitlines()[0])
    assert {"说清时间", "没有“我不能”"} <= seen
    desk.page.keyboard.press("Escape")
    assert desk.card() == ""
    assert desk.text() == "亲，这边不能退货的哦，我们会尽快处理"


def test_the_card_hides_neither_mark_nor_caret_and_stays_inside_the_window(desk):
    desk.write("亲，这边不能退货的哦，我们会尽快处理")
    desk.wait_for_marks("不能")
    for size in ({"width": 1000, "height": 720}, {"width": 420, "height": 720}):
        desk.page.set_viewport_size(size)
        desk.page.keyboard.press("Escape")
        open_card(desk)
        desk.page.wait_for_timeout(400)
        card = desk.box(".card")
        mark = desk.marks()[0]
        assert card["left"] >= 0
        assert card["right"] <= size["width"]
        assert card["top"] >= 0
        assert card["bottom"] <= size["height"]
        assert card["bottom"] <= mark["top"] or card["top"] >= mark["bottom"]


def test_a_page_cannot_press_what_is_drawn(open_desk):
    desk = open_desk("textarea")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    open_card(desk)
    desk.drawn("(root) => root.querySelector('.take')?.click() ?? null")
    desk.page.evaluate(
        "() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '1', "
        "bubbles: true, composed: true }))"
    )
    desk.page.wait_for_timeout(500)
    assert desk.text() == REFUSAL
