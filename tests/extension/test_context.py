"""What the customer wrote is read from the page, found by pointing at one message."""

import pytest

CUSTOMER = {
    "textarea": [
        "你好，我上周买的电饭锅坏了",
        "插电没反应。说好三天退款，到现在一分钱没退！",
        "你们是骗子吧，气死我了！再不退我就投诉！",
    ],
    "contenteditable": ["在吗", "快递三天没动了，你们到底管不管", "气死我了，你们就是骗子，我要投诉！"],
    "react": ["我的会员怎么被扣了两次钱", "看了半小时了！气死我了，你们是骗子吗", "我要投诉你们"],
}
REPLY = "您好，我查一下"


@pytest.fixture(params=CUSTOMER)
def desk(request, open_desk, chromium, desks):
    yield open_desk(request.param)
    page = chromium.own_page("options/options.html")
    page.locator("#sites li").first.wait_for()
    for button in page.get_by_role("button", name="重新指定").all():
        button.click()
    page.get_by_role("button", name="重新指定").first.wait_for(state="detached")
    page.close()


def start_picking(chromium, desk):
    """Press the popup's button while the desk is the open tab."""
    desk.page.bring_to_front()
    chromium.in_worker(
        "async (url) => { const [tab] = await chrome.tabs.query({ url: url + '*' }); const say = "
        "() => chrome.tabs.sendMessage(tab.id, { type: 'pick' })"
        ".catch(() => new Promise((wake) => setTimeout(wake, 100)).then(say)); await say(); }",
        desk.page.url,
    )
    desk.wait_for_drawn("(root) => root.querySelector('.bar')?.innerText.includes('点一下客户发来的任意一条消息')")


def pick(chromium, desk, words):
    start_picking(chromium, desk)
    message = desk.page.get_by_text(words, exact=False).first
    message.hover()
    desk.wait_for_drawn("(root) => root.querySelectorAll('.box').length === 1")
    box = message.bounding_box()
    desk.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return desk.wait_for_drawn(
        "(root) => root.querySelector('.bar p')?.textContent.includes('条') && root.querySelector('.bar p').textContent"
    )


def wait_for_check(desk, relay, true):
    for _ in range(200):
        if any(true(body) for body in relay.bodies("/api/check")):
            return
        desk.page.wait_for_timeout(100)
    raise AssertionError(relay.bodies("/api/check"))


@pytest.mark.parametrize("at", [0, 2])
def test_pointing_at_one_message_finds_all_of_the_customer_and_none_of_the_agent(chromium, desk, paired_server, at):
    desk.write(REPLY)
    wait_for_check(desk, paired_server.relay, lambda body: body["text"] == REPLY)
    assert "context" not in paired_server.relay.bodies("/api/check")[-1]
    assert desk.marks() == []
    told = pick(chromium, desk, CUSTOMER[desk.name][at][:9])
    assert told == "选中了 3 条，都是客户说的吗？"
    desk.page.keyboard.press("Enter")
    wait_for_check(desk, paired_server.relay, lambda body: body.get("context") == CUSTOMER[desk.name])
    assert desk.text() == REPLY
    desk.wait_for_marks("我查一下")
    desk.field.click()
    desk.page.keyboard.press("Alt+.")
    card = desk.wait_for_card()
    assert card.startswith("先处理心情")
    assert "客户说：" in card


def test_a_new_message_of_the_customer_counts_at_once(chromium, desk, paired_server):
    pick(chromium, desk, CUSTOMER[desk.name][0])
    desk.page.keyboard.press("Enter")
    desk.write(REPLY)
    wait_for_check(desk, paired_server.relay, lambda body: len(body.get("context", [])) == 3)
    desk.page.evaluate(
        "() => { const rows = document.querySelectorAll('.list > .row'); const row = rows[0].cloneNode(true);"
        " (row.querySelector('.bubble p') ?? row.querySelector('.bubble')).textContent = "
        "'还在吗'; rows[0].parentElement.append(row); }"
    )
    wait_for_check(desk, paired_server.relay, lambda body: body.get("context") == [*CUSTOMER[desk.name], "还在吗"])


def test_up_takes_in_more_down_fewer_and_escape_leaves_all_as_it_was(chromium, desk, paired_server):
    count = "(root) => Number(/\\d+/.exec(root.querySelector('.bar p')?.textContent)?.[0]) || null"
    pick(chromium, desk, CUSTOMER[desk.name][1][:6])
    assert desk.drawn(count) == 3
    desk.page.keyboard.press("ArrowUp")
    more = desk.drawn(count)
    assert more > 3
    for _ in range(4):
        desk.page.keyboard.press("ArrowDown")
    assert desk.drawn(count) <= 3
    desk.page.keyboard.press("Escape")
    assert desk.drawn("(root) => root.querySelector('.bar')") is None
    desk.write(REPLY)
    wait_for_check(desk, paired_server.relay, lambda body: body["text"] == REPLY)
    assert all("context" not in body for body in paired_server.relay.bodies("/api/check"))
    assert desk.text() == REPLY


def test_the_page_does_not_notice_the_pointing(chromium, desk):
    desk.page.evaluate(
        "() => { window.clicks = 0; document.addEventListener('click', () => window.clicks++); "
        "document.addEventListener('mousedown', () => window.clicks++); }"
    )
    pick(chromium, desk, CUSTOMER[desk.name][0])
    desk.page.keyboard.press("Escape")
    assert desk.page.evaluate("() => window.clicks") == 0
    desk.page.mouse.click(300, 300)
    assert desk.page.evaluate("() => window.clicks") > 0
