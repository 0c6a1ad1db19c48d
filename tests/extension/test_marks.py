"""Marks stand under the right characters, in each kind of field, and stay there."""

import pytest

DESKS = ("textarea", "contenteditable", "react")
REFUSAL = "亲，这边不能退货的哦"
TRUTH = """async ([shot, box]) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${shot}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  let [left, right, top, bottom] = [1e9, -1, 1e9, -1];
  for (let at = 0; at < data.length; at += 4) {
    if (!(data[at] > 200 && data[at + 1] < 60 && data[at + 2] > 200)) continue;
    const [x, y] = [(at / 4) % image.width, Math.floor(at / 4 / image.width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x + 1), Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return { left, right, top, bottom };
}"""


@pytest.fixture(params=DESKS)
def desk(request, open_desk):
    return open_desk(request.param)


def excerpts(answer):
    return sorted({(one["start"], one["end"], one["excerpt"]) for one in answer["findings"]})


def test_each_finding_is_marked_at_its_own_words_also_after_an_emoji(desk, paired_server):
    text = "😀👍🏽好的，" + REFUSAL
    desk.write(text)
    marks = desk.wait_for_marks("不能", "不能退货")
    found = excerpts(paired_server.relay.answer_to(text))
    assert sorted({mark["text"] for mark in marks}) == sorted({excerpt for *_, excerpt in found})
    for start, end, excerpt in found:
        assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == excerpt
    assert desk.chip() == str(len({(start, end) for start, end, _ in found}))
    assert all(mark["severity"] in ("error", "warning", "info") and mark["right"] > mark["left"] for mark in marks)


def test_marks_go_when_what_they_marked_is_gone(desk):
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    desk.page.keyboard.press("ControlOrMeta+a")
    desk.page.keyboard.press("Delete")
    desk.wait_for_no_marks()
    assert desk.chip() == ""


def test_a_mark_moves_along_with_its_words_before_the_server_has_answered(desk, paired_server):
    desk.write(REFUSAL)
    before = desk.wait_for_marks("不能")[0]
    paired_server.relay.down()
    try:
        desk.page.keyboard.press("Home")
        desk.page.keyboard.insert_text("您好")
        after = desk.page.wait_for_function(
            "(left) => { const [range] = CSS.highlights.get('reply-coach-warning') ?? []; const box = "
            "range?.getBoundingClientRect();"
            " return box?.left > left + 20 && { text: range.toString() }; }",
            arg=before["left"],
        ).json_value()
        assert after["text"] == before["text"]
    finally:
        paired_server.relay.up()


@pytest.mark.parametrize(("name", "field"), [("textarea", "#field"), ("textarea", "#subject"), ("react", "#field")])
def test_the_overlay_lies_on_the_characters_as_the_browser_draws_them(open_desk, name, field):
    desk = open_desk(name)
    desk.field = desk.page.locator(field)
    long = "" if field == "#subject" else "您好😀，我看到您的单子了，AVA file 说的是昨天的那一件。" * 3
    desk.write(long + REFUSAL)
    [mark] = [one for one in desk.wait_for_marks("不能退货") if one["text"] == "不能退货"]
    desk.page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('::selection { background: #f0f; color: #f0f }');"
        " document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"
    )
    desk.field.evaluate("(field, at) => field.setSelectionRange(at, at + 4)", _units(long) + REFUSAL.index("不能退货"))
    shot = desk.line.send("Page.captureScreenshot", {"format": "png"})["data"]
    canvas = desk.page.context.new_page()
    seen = canvas.evaluate(TRUTH, [shot, None])
    assert abs(seen["left"] - mark["left"]) <= 2
    assert abs(seen["right"] - mark["right"]) <= 2
    assert seen["top"] - 2 <= (mark["top"] + mark["bottom"]) / 2 <= seen["bottom"] + 2
    assert abs((seen["top"] + seen["bottom"]) / 2 - (mark["top"] + mark["bottom"]) / 2) <= 3


def test_marks_follow_scrolling_and_resizing(desk):
    desk.write("我看到您的单子了。\n" * 8 if not desk.is_rich else "我看到您的单子了，" * 60)
    desk.page.keyboard.insert_text(REFUSAL)
    [low] = [one for one in desk.wait_for_marks("不能退货") if one["text"] == "不能退货"]
    scrolled = desk.field.evaluate(
        "(field) => { const before = field.scrollTop; field.scrollTop -= 30; return before - field.scrollTop; }"
    )
    assert scrolled == 30
    _wait_for_shift(desk, "top", low["top"] + 30)
    desk.field.evaluate("(field) => { field.scrollTop += 30; }")
    _wait_for_shift(desk, "top", low["top"])
    desk.page.set_viewport_size({"width": 1000, "height": 600})
    _wait_for_shift(desk, "top", low["top"] - 120)
    desk.page.set_viewport_size({"width": 640, "height": 600})
    selected = "(range) => range.toString()"
    assert (
        desk.page.evaluate(f"() => [...CSS.highlights.get('reply-coach-warning')].map({selected})").count("不能退货")
        == 1
    )


def test_a_mark_that_is_scrolled_out_of_the_field_is_not_drawn_beside_it(open_desk):
    desk = open_desk("textarea")
    desk.write(REFUSAL + "\n" + "好的，我看到了。\n" * 12)
    desk.wait_for_marks("不能")
    frame = desk.box(".frame")
    field = desk.field.bounding_box()
    assert frame["top"] >= field["y"]
    assert frame["bottom"] <= field["y"] + field["height"]
    mark = desk.marks()[0]
    assert mark["bottom"] < frame["top"]
    assert (
        desk.drawn("(root) => root.querySelector('.frame') && getComputedStyle(root.querySelector('.frame')).overflow")
        == "hidden"
    )


def test_the_marks_are_really_seen(desk):
    desk.write(REFUSAL)
    [mark, *_] = [one for one in desk.wait_for_marks("不能退货") if one["text"] == "不能退货"]
    shot = desk.line.send("Page.captureScreenshot", {"format": "png"})["data"]
    count = TRUTH.split("let [left")[0] + (
        "let seen = 0; for (let y = Math.floor(box.top); y < box.bottom + 6; y++) for (let x = "
        "Math.floor(box.left); x < box.right; x++) {"
        " const at = 4 * (y * image.width + x); if (data[at] > 170 && data[at + 1] < 160 && "
        "data[at + 2] < 90) seen++; } return seen; }"
    )
    assert desk.page.context.new_page().evaluate(count, [shot, mark]) > 40


def test_an_underline_tells_the_severity_by_its_form(desk):
    desk.write(REFUSAL)
    desk.wait_for_marks("不能退货")
    style = "'error warning info'.split(' ').map((one) => getComputedStyle(words, `::highlight(reply-coach-${one})`)"
    forms = f"{style}.textDecorationStyle)"
    if desk.is_rich:
        found = desk.field.evaluate(f"(words) => {forms}")
    else:
        found = desk.drawn(f"(root) => {{ const words = root.querySelector('.words'); return words && {forms}; }}")
    assert found == ["double", "solid", "dotted"]


def test_the_page_is_not_changed_where_people_write(desk, paired_server):
    html = "() => document.body.outerHTML"
    desk.write(REFUSAL)
    before = desk.page.evaluate(html)
    desk.wait_for_marks("不能")
    desk.page.keyboard.press("Alt+.")
    desk.wait_for_card()
    assert desk.page.evaluate(html) == before
    assert desk.page.evaluate(
        "() => [...document.documentElement.children].map((one) => one.localName).filter((name) "
        "=> name !== 'reply-coach')"
    ) == ["head", "body"]
    assert desk.page.evaluate(
        "() => [...document.querySelectorAll('reply-coach')].every((one) => one.shadowRoot === null)"
    )


def test_paragraphs_breaks_emoji_and_widgets_keep_their_places(open_desk, paired_server):
    desk = open_desk("contenteditable")
    desk.field.evaluate(
        '(field) => { field.innerHTML = \'<p>您好<img alt="😀" src="data:,">\\u200b</p><p><br></p>'
        '<p>亲，<span contenteditable="false">@小禾</span><b>这边不</b>能退货<br>的哦</p>\'; }'
    )
    desk.field.click()
    marks = desk.wait_for_marks("不能退货")
    assert paired_server.relay.bodies("/api/check")[-1]["text"] == "您好😀\u200b\n\n亲，这边不能退货\n的哦"
    assert {mark["text"] for mark in marks} >= {"不能", "不能退货"}


def test_script_in_a_text_is_never_run(desk):
    attack = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>，这边不能退货的哦'
    desk.write(attack)
    desk.wait_for_marks("不能")
    desk.page.keyboard.press("Alt+.")
    desk.wait_for_card()
    assert desk.page.evaluate("() => window.hurt") is None
    assert (
        desk.drawn("(root) => root.querySelector('.card') && String(root.querySelectorAll('img, script').length)")
        == "0"
    )


def test_a_password_is_never_read(open_desk, paired_server):
    desk = open_desk("textarea")
    desk.page.locator("#secret").click()
    desk.page.keyboard.insert_text("不能退货的口令")
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    assert "口令" not in str(paired_server.relay.asked)


def test_a_field_inside_a_frame_and_one_inside_a_shadow_root_are_marked(open_desk):
    desk = open_desk("textarea")
    desk.page.evaluate(
        "() => { const frame = document.createElement('iframe'); frame.id = 'inner'; frame.src = "
        "location.href; frame.style.height = '400px';"
        " document.body.prepend(frame); const host = document.createElement('div'); const root = "
        "host.attachShadow({ mode: 'open' });"
        " const field = document.createElement('div'); field.contentEditable = 'true'; field.id = "
        "'deep'; root.append(field); document.body.prepend(host); }"
    )
    frame = desk.page.frame_locator("#inner")
    frame.locator("#field").click()
    desk.page.keyboard.insert_text(REFUSAL)
    inner = next(one for one in desk.page.frames if one.parent_frame)
    inner.wait_for_function(
        "() => [...CSS.highlights.get('reply-coach-warning') ?? []].some((range) => range.toString() === '不能退货')"
    )
    desk.page.locator("#deep").evaluate("(field) => field.focus()")
    desk.page.keyboard.insert_text(REFUSAL)
    desk.wait_for_marks("不能退货")


def test_a_field_that_leaves_the_page_takes_its_marks_along(desk):
    desk.write(REFUSAL)
    desk.wait_for_marks("不能")
    desk.page.locator("#field").evaluate("(field) => field.remove()") if desk.name != "react" else desk.page.evaluate(
        "() => document.body.replaceChildren()"
    )
    desk.wait_for_no_marks()
    desk.page.wait_for_function("() => document.querySelectorAll('reply-coach').length === 0")


def _units(text):
    return len(text.encode("utf-16-le")) // 2


def _wait_for_shift(desk, side, wanted):
    desk.page.wait_for_function(
        "([side, wanted]) => [...CSS.highlights.get('reply-coach-warning') ?? []].some((range) =>"
        " range.toString() === '不能退货' && Math.abs(range.getBoundingClientRect()[side] - wanted) <= 2)",
        arg=[side, wanted],
    )
