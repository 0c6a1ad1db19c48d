"""The page of a run, in a real browser and offline."""

import re
from io import StringIO
from pathlib import Path

import pytest

import coach
from coach.files.checking import check_record
from coach.files.records import Origin, Record, Unreadable
from coach.files.reports.report import Setting, report
from coach.files.reports.tally import Tally

LIBRARY = [
    ("a.csv", "退货", "亲，这边不能退货的哦"),
    ("a.csv", "改地址", "订单已经发出，我帮您联系快递在途中改，您看可以吗？"),
    ("b.csv", "催促", "尽快给您处理"),
]
NASTY = "<script>document.title='坏'</script><img src=x onerror=alert(1)>\x1b[31m\u202e 不能退，打13800138000"


def page_of(records, unreadable=()) -> str:
    made, stream, tally = coach.load(["all"]), StringIO(), Tally()
    written = report("html", stream, Setting(rules=made.rules))
    for number, (path, title, text) in enumerate(records, 2):
        checked = check_record(made, Record(Origin(path, f"row {number}"), text, id=f"k-{number}", title=title))
        tally.add(checked.turns[0].result)
        written.add(checked)
    for part in unreadable:
        written.unreadable(part)
    written.close(tally)
    return stream.getvalue()


@pytest.fixture
def opened(browser, tmp_path: Path):
    pages = []

    def call(html: str):
        file = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        page = browser.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.said.append(request.url) if request.url != file.as_uri() else None)
        page.goto(file.as_uri())
        pages.append(page)
        return page

    yield call
    for page in pages:
        page.close()


def shown(page) -> list[str]:
    return [one.inner_text() for one in page.query_selector_all("article:not([hidden]) .text")]


def test_totals_marks_and_suggestions(opened):
    page = opened(page_of(LIBRARY))
    totals = page.inner_text(".totals")
    assert re.search(r"3\s*条回复", totals)
    assert re.search(r"2\s*条可以更好", totals)
    assert page.inner_text("article:has-text('退货') mark") == "不能退货"
    assert "没有“我不能”" in page.inner_text("article >> nth=0")
    assert page.query_selector_all("article >> nth=0 >> .better li")
    assert "k-2 · 退货" in page.inner_text("article >> nth=0")
    assert page.said == []


def test_what_is_said_of_a_whole_reply_leaves_its_words_marked(opened):
    reply = "我来帮您查一下，但是要等等。" * 50
    page = opened(page_of([("a.csv", "久等", reply)]))
    assert page.inner_text(".text") == reply
    assert [one.inner_text() for one in page.query_selector_all("mark")] == ["但是"] * 50
    assert "clarity/long-reply" in page.inner_text(".notes > li >> nth=-1")
    assert page.said == []


def test_at_first_only_what_can_be_better_is_shown(opened):
    page = opened(page_of(LIBRARY))
    assert shown(page) == [LIBRARY[0][2], LIBRARY[2][2]]
    page.check("text=没问题的")
    assert len(shown(page)) == 3


def test_search_and_filters(opened):
    page = opened(page_of(LIBRARY))
    page.keyboard.press("/")
    page.keyboard.type("尽快")
    assert shown(page) == [LIBRARY[2][2]]
    assert page.inner_text("#shown") == "显示 1 条"
    page.fill("[name=search]", "")
    page.select_option("[name=guideline]", "no-cannot")
    assert shown(page) == [LIBRARY[0][2]]
    page.select_option("[name=guideline]", "")
    page.select_option("[name=file]", label="b.csv")
    assert shown(page) == [LIBRARY[2][2]]
    for box in page.query_selector_all("[name=severity]"):
        box.uncheck()
    assert shown(page) == []


def test_a_reply_can_inject_nothing(opened):
    page = opened(page_of([("<b>.csv", NASTY, NASTY)], [Unreadable(Origin(NASTY), NASTY)]))
    assert page.title() == "话术检查报告"
    assert page.query_selector("img") is None
    assert "<script>document" in page.inner_text("article .text")
    assert "\\x1b[31m\\u202e" in page.inner_text("article .text")
    assert page.said == []


def test_the_policy_stops_a_script_that_is_not_the_pages_own(opened):
    html = page_of(LIBRARY).replace("</body>", "<script>document.title='坏'</script></body>")
    page = opened(html)
    assert page.title() == "话术检查报告"
    assert any("Content Security Policy" in one for one in page.said)


def test_identifiers_are_starred_where_they_stand():
    html = page_of([("a.csv", "", "不能退，电话13800138000")])
    assert "13800138000" not in html
    assert re.search(r"电话<mark[^>]*>138\*{6}00</mark>", html)


def test_what_could_not_be_read_is_told():
    assert "a.csv:row 4" in page_of(LIBRARY, [Unreadable(Origin("a.csv", "row 4"), "引号没有关上")])


def test_a_library_without_findings_is_praised(opened):
    page = opened(page_of([LIBRARY[1]]))
    assert "都很好" in page.inner_text(".charts")
    assert shown(page) == []


def test_it_prints_without_the_controls(opened, tmp_path: Path):
    page = opened(page_of(LIBRARY))
    page.emulate_media(media="print")
    assert not page.is_visible("form")
    assert page.is_visible("article >> nth=0")
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("width", [320, 1200])
def test_nothing_sticks_out(opened, width: int):
    page = opened(page_of([*LIBRARY, ("a.csv", "链接", "不能退" + "https://example.com/" + "a" * 300)]))
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
