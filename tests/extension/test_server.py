"""The line to the server: pairing, the badge, what is asked and what never is."""

import json
import re

import pytest

REFUSAL = "亲，这边不能退货的哦"
ELSEWHERE = "我们会尽快处理"


def wait_for_badge(chromium, wanted):
    for _ in range(300):
        if chromium.badge() == wanted:
            return
        chromium.context.pages[0].wait_for_timeout(100)
    assert chromium.badge() == wanted


def still_marked(chromium, desks, desk_module):
    """Write on another desk, and wait for its marks: what was written before had its answer by then, if any came."""
    page = chromium.context.new_page()
    page.goto(f"{desks['react']}/react/")
    other = desk_module.Desk(page, "react")
    other.write(ELSEWHERE)
    other.wait_for_marks("尽快")
    page.close()


@pytest.fixture
def own(make_chromium, paired_server, desks, set_up_extension):
    """A Chromium of this test's own, paired and allowed on the desks."""
    chromium = make_chromium()
    set_up_extension(chromium, paired_server, desks)
    yield chromium
    assert chromium.troubles == []


def test_the_badge_shows_that_the_server_is_away_and_that_it_is_back(open_desk, chromium, paired_server):
    desk = open_desk("textarea")
    wait_for_badge(chromium, "")
    paired_server.relay.down()
    try:
        desk.write(REFUSAL)
        wait_for_badge(chromium, "断")
        assert "coach serve" in chromium.in_worker("() => chrome.action.getTitle({})")
        assert desk.marks() == []
        assert desk.text() == REFUSAL
    finally:
        paired_server.relay.up()
    wait_for_badge(chromium, "")
    desk.wait_for_marks("不能退货")  # nobody had to type for it


def test_before_pairing_the_badge_says_so_and_a_wrong_code_gets_a_sentence(make_chromium, paired_server):
    chromium = make_chromium()
    page = chromium.own_page("options/options.html")
    page.get_by_text("教练在别的端口").click()
    page.get_by_label("服务地址").fill(paired_server.relay.address.replace("http://", ""))
    page.get_by_role("button", name="保存").click()
    page.get_by_text("还没配对").wait_for()
    wait_for_badge(chromium, "配")
    code = paired_server.code()
    page.get_by_label("六位数字").fill("12ab")
    page.get_by_role("button", name="配对", exact=True).click()
    page.get_by_text("请填六位数字").wait_for()
    page.get_by_label("六位数字").fill(f"{(int(code) + 1) % 10**6:06}")
    page.get_by_role("button", name="配对", exact=True).click()
    page.locator("#pair-trouble", has_text="配对码不对").wait_for()
    assert chromium.badge() == "配"
    page.get_by_label("六位数字").fill(code)
    page.get_by_label("六位数字").press("Enter")
    page.get_by_text("已经配对").wait_for()
    wait_for_badge(chromium, "")
    page.get_by_role("button", name="解除配对").click()
    page.get_by_label("六位数字").wait_for()
    wait_for_badge(chromium, "配")


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1:8765",
        "https://coach.example.com",
        "127.0.0.1.example.com:80",
        "file:///etc",
        "http://u:p@127.0.0.1:1",
    ],
)
def test_a_server_on_another_machine_is_refused(make_chromium, address):
    chromium = make_chromium()
    page = chromium.own_page("options/options.html")
    page.get_by_text("教练在别的端口").click()
    page.get_by_label("服务地址").fill(address)
    page.get_by_role("button", name="保存").click()
    page.get_by_text("地址要在这台电脑上").wait_for()
    assert chromium.in_worker("async () => (await chrome.storage.local.get('server')).server ?? null") is None


def test_the_extension_brings_its_token_and_asks_nothing_but_this(open_desk, paired_server):
    desk = open_desk("react")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能退货")
    assert paired_server.relay.asked
    for path, headers, body in paired_server.relay.asked:
        told = {key.lower(): value for key, value in headers.items()}
        assert path == "/api/check"
        assert re.fullmatch(r"chrome-extension://[a-p]{32}", told["origin"])
        assert told["authorization"].startswith("Bearer ")
        assert "cookie" not in told
        assert body.keys() <= {"text", "context", "offset_unit"}


def test_only_settings_are_stored_and_no_page_can_read_them(open_desk, chromium):
    desk = open_desk("textarea")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能退货")
    stored = chromium.in_worker(
        "async () => ({ local: await chrome.storage.local.get(), session: await chrome.storage.session.get() })"
    )
    assert stored["local"].keys() == {"server", "token", "sites"}
    assert stored["session"] == {"status": "ok"}
    assert "退货" not in str(stored)
    assert desk.page.evaluate("() => typeof chrome?.storage") == "undefined"


def test_what_a_page_may_not_say_is_not_answered(open_desk, chromium, desks):
    open_desk("textarea")
    page = chromium.own_page("options/options.html")
    for message in (
        {"type": "check", "text": "a", "context": []},
        {"type": "nothing"},
        {"type": "pair", "code": "1"},
        "pair",
        None,
    ):
        told = page.evaluate("(message) => chrome.runtime.sendMessage(message)", message)
        assert told["ok"] is False
        assert told["code"] == "message"


def test_turned_off_for_a_site_it_falls_silent_at_once_and_comes_back_without_a_reload(
    own, desks, desk_module, paired_server
):
    page = own.context.new_page()
    page.goto(f"{desks['textarea']}/textarea/")
    desk = desk_module.Desk(page, "textarea")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能退货")
    options = own.own_page("options/options.html")
    options.get_by_role("button", name=f"移除 {desks['textarea'].removeprefix('http://')}").click()
    desk.wait_for_no_marks()
    page.wait_for_function("() => document.querySelectorAll('reply-coach').length === 0")
    page.bring_to_front()
    paired_server.relay.asked.clear()
    desk.write("，也不能换货")
    still_marked(own, desks, desk_module)
    page.bring_to_front()
    page.reload()
    desk.write(REFUSAL)
    still_marked(own, desks, desk_module)
    assert desk.marks() == []
    assert {body["text"] for body in paired_server.relay.bodies("/api/check")} == {ELSEWHERE}
    options.bring_to_front()
    options.get_by_label("网站地址").fill(desks["textarea"])
    options.get_by_role("button", name="添加").click()
    desk.wait_for_marks("不能退货")


def test_turned_off_it_falls_silent_in_a_frame_of_another_site_too(
    make_chromium, paired_server, desks, set_up_extension, desk_module
):
    chromium = make_chromium()
    site = desks["contenteditable"]
    set_up_extension(chromium, paired_server, {"contenteditable": site})
    page = chromium.context.new_page()
    page.goto(f"{desks['textarea']}/textarea/")
    page.evaluate(
        "(address) => { const frame = document.createElement('iframe'); frame.id = 'inner'; frame.src = address; "
        "frame.style.height = '400px'; document.body.prepend(frame); }",
        f"{site}/contenteditable/",
    )
    page.frame_locator("#inner").locator("#field").click()
    page.keyboard.insert_text(REFUSAL)
    inner = next(one for one in page.frames if one.parent_frame)
    inner.wait_for_function("() => CSS.highlights.get('reply-coach-warning')?.size > 0")
    options = chromium.own_page("options/options.html")
    options.get_by_role("button", name=f"移除 {site.removeprefix('http://')}").click()
    inner.wait_for_function("() => !CSS.highlights.get('reply-coach-warning')?.size")
    inner.wait_for_function("() => document.querySelectorAll('reply-coach').length === 0")
    assert chromium.troubles == []


def test_a_page_left_behind_by_its_extension_falls_silent_without_a_sound(own, desks, desk_module, paired_server):
    page = own.context.new_page()
    page.goto(f"{desks['react']}/react/")
    desk = desk_module.Desk(page, "react")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能退货")
    own.in_worker("() => void setTimeout(() => chrome.runtime.reload(), 50)")  # for Chromium without a window: removed
    for _ in range(200):
        if not own.context.service_workers:
            break
        page.wait_for_timeout(100)
    paired_server.relay.asked.clear()
    page.keyboard.insert_text("，好的")
    desk.wait_for_no_marks()
    page.wait_for_function("() => document.querySelectorAll('reply-coach').length === 0")
    assert desk.text() == REFUSAL + "，好的"
    assert paired_server.relay.asked == []


def test_the_popup_knows_the_open_tab_and_uses_the_coach_there(
    make_chromium, paired_server, desks, set_up_extension, desk_module
):
    chromium = make_chromium()
    set_up_extension(chromium, paired_server, {})
    page = chromium.context.new_page()
    page.goto(f"{desks['contenteditable']}/contenteditable/")
    popup = open_popup(chromium, page)
    popup.get_by_text("还没有在这个网站上使用").wait_for()
    popup.get_by_role("button", name="在这个网站上使用").click()
    popup.get_by_text("正在使用").wait_for()
    desk = desk_module.Desk(page, "contenteditable")
    popup.get_by_role("button", name="指定客户的消息").click()
    page.bring_to_front()
    desk.wait_for_drawn("(root) => root.querySelector('.bar')?.innerText.includes('点一下客户发来的任意一条消息')")
    page.keyboard.press("Escape")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能退货")
    assert chromium.troubles == []


def open_popup(chromium, page):
    """The popup over `page`. A headless Chromium shows none, so it is a tab that is told which other tab is open."""
    [tab] = chromium.in_worker("(url) => chrome.tabs.query({ url })", page.url)
    popup = chromium.context.new_page()
    popup.add_init_script(
        f"if (globalThis.chrome?.tabs) chrome.tabs.query = async () => [{json.dumps(tab)}]; window.close = () => {{}};"
    )
    popup.goto(f"chrome-extension://{chromium.id}/popup/popup.html")
    return popup
