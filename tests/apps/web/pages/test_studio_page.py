"""The studio in a real Chromium: a rule opened, edited by form and as YAML, tried, saved; nothing leaves here."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from coach.apps.web.app import make_app
from coach.apps.web.reloading import Rules
from coach.apps.web.serving import Place, access
from coach.files.run import Run
from coach.files.settings import Settings

RULE = """\
# 为什么有这条规则：客户只听到“办不了”。
guideline: no-cannot   # 准则

check: {kind: phrase, any: [办不了]}   # 先抓最常见的
suggest:
  - {rewrite: "⟨能做的事⟩"}
examples:
  - {flag: "这个⟦办不了⟧"}   # 最常见的一句
  - {quiet: 这就办}
"""
LIBRARY = "title,text\n一,这个办不了\n二,这就办\n三,这个做不了\n"


@pytest.fixture
def address(write_pack: Callable[..., str]) -> Iterator[str]:
    """A server with the small house's packs and the pack `own`, in the working folder."""
    write_pack({"late.yaml": RULE})
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = make_app(
        Rules(Run(Settings("", "."), {"packs": ["own"]})), access(Place(), port, "a-token-for-the-tests"), 10_000
    )
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="websockets-sansio"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)
    listening.close()


class Window:
    """A window on the studio, and what went wrong in it."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 1000}, **options})
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.wrong: list[str] = []
        self.page.on("console", lambda told: self.wrong.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda asked: self._note(asked.url, address))
        self.page.goto(f"{address}/studio")

    def _note(self, url: str, address: str) -> None:
        if not url.startswith((address, "blob:", "data:")):
            self.wrong.append(url)

    def open(self, name: str, kind: str = "规则") -> None:
        """Open the file of that name."""
        self.page.locator(".studio-pack li button").filter(has_text=kind).filter(has_text=name).first.click()
        self.page.locator(".studio-title").get_by_text(f"{name}.yaml").wait_for()

    def sees(self, text: str) -> None:
        """Wait until the text is shown."""
        self.page.get_by_text(text).locator("visible=true").first.wait_for()


@pytest.fixture
def make_window(browser: Any, address: str) -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []

    def make(**options: Any) -> Window:
        opened.append(Window(browser, address, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()


@pytest.fixture
def window(make_window: Callable[..., Window]) -> Iterator[Window]:
    window = make_window()
    yield window
    assert window.wrong == []


def on_disk() -> str:
    return Path("own/late.yaml").read_text(encoding="utf-8")


def pattern(window: Window) -> Any:
    return window.page.get_by_label("说法 第 1 条", exact=True)


def open_library(window: Window) -> None:
    file = {"name": "话术.csv", "mimeType": "text/csv", "buffer": LIBRARY.encode()}
    window.page.locator("input[type=file]").set_input_files(file)
    window.sees("仍然标出 1 处")


def test_an_example_fails_then_holds_and_the_library_shows_what_the_edit_does(window):
    window.open("late")
    window.sees("2 个例子都成立")
    open_library(window)
    pattern(window).fill("做不了")
    window.sees("这句应当报告，却没有")
    window.sees("会多标出 1 处")
    window.sees("不再标出 1 处")
    added = window.page.locator('.studio-hits[data-change="added"]')
    assert added.locator("mark").inner_text() == "做不了"
    assert added.get_by_text("第 4 行").count() == 1
    assert window.page.locator('.studio-hits[data-change="removed"] mark').inner_text() == "办不了"
    pattern(window).fill("办不了")
    window.sees("2 个例子都成立")
    window.sees("和保存的一样")
    assert on_disk() == RULE


def test_a_save_keeps_comments_and_everything_that_was_not_touched(window):
    window.open("late")
    window.sees("2 个例子都成立")
    pattern(window).fill("这个办不了")
    window.page.get_by_label("例子 1 的话").fill("⟦这个办不了⟧的")
    window.sees("2 个例子都成立")
    window.page.get_by_label("标题").fill("别只说: 办不了")
    window.page.keyboard.press("Control+s")
    window.sees("保存了。")
    changed = RULE.replace("any: [办不了]", "any: [这个办不了]").replace("这个⟦办不了⟧", "⟦这个办不了⟧的")
    changed = changed.replace("   # 准则\n", '   # 准则\ntitle: "别只说: 办不了"\n')
    assert on_disk() == changed
    assert window.page.get_by_text("还没保存").count() == 0


def test_a_file_that_changed_underneath_is_not_written_over(window):
    window.open("late")
    window.sees("2 个例子都成立")
    pattern(window).fill("这个办不了")
    Path("own/late.yaml").write_text(RULE + "source: 别人写的\n", encoding="utf-8")
    window.page.get_by_role("button", name="保存", exact=True).click()
    window.sees("这个文件在别处改过了，还没有保存")
    assert on_disk() == RULE + "source: 别人写的\n"
    theirs = window.page.locator('.studio-diff [data-change="removed"] code').all_inner_texts()
    assert "source: 别人写的" in theirs
    window.page.get_by_role("button", name="用我的盖过去").click()
    window.sees("保存了。")
    assert on_disk() == RULE.replace("[办不了]", "[这个办不了]")
    window.wrong = [one for one in window.wrong if "409" not in one]  # the browser logs every refusal


def test_the_other_text_can_be_taken(window):
    window.open("late")
    pattern(window).fill("这个办不了")
    Path("own/late.yaml").write_text(RULE.replace("办不了", "做不了"), encoding="utf-8")
    window.page.keyboard.press("Control+s")
    window.page.get_by_role("button", name="用磁盘上的").click()
    window.sees("2 个例子都成立")
    assert pattern(window).input_value() == "做不了"
    window.wrong = [one for one in window.wrong if "409" not in one]


def test_yaml_with_completions_problems_and_a_save_on_demand(window):
    page = window.page
    window.open("late")
    page.get_by_role("button", name="YAML", exact=True).click()
    editor = page.get_by_role("textbox", name="YAML")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("  - {qui")
    page.locator(".cm-tooltip-autocomplete li", has_text="quiet").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("都可以的")
    window.sees("3 个例子都成立")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.press("Home")
    page.keyboard.type("nonsense: 1")
    window.sees("不认识的键“nonsense”")
    assert page.locator(".cm-lintRange-error").count() >= 1
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="仍要保存").wait_for()
    assert on_disk() == RULE
    page.get_by_role("button", name="仍要保存").click()
    window.sees("保存了。")
    assert on_disk().endswith("  - {quiet: 都可以的}\nnonsense: 1\n") or "nonsense: 1" in on_disk()
    window.wrong = [one for one in window.wrong if "422" not in one]


def test_chinese_is_composed_without_a_half_written_word_reaching_the_file(window, compose):
    page = window.page
    window.open("late")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.post_data or "") if one.url.endswith("/draft") else None)
    window.sees("2 个例子都成立")
    devices = window.context.new_cdp_session(page)
    for label in (pattern(window), page.get_by_label("例子 2 的话")):
        label.click()
        page.keyboard.press("Control+a")
        for part in ("d", "de'", "de'ng"):
            compose(devices, part)
        devices.send("Input.insertText", {"text": "等等"})
        assert label.input_value() == "等等"
    window.sees("这句应当安静，却报告了“等等”")
    page.get_by_role("button", name="YAML", exact=True).click()
    page.get_by_role("textbox", name="YAML").click()
    page.keyboard.press("Control+Home")
    compose(devices, "zhu'shi")
    devices.send("Input.insertText", {"text": "#注释"})
    page.locator(".studio-tag", has_text="还没保存").wait_for()
    page.wait_for_function("sessionStorage['coach-studio-drafts']?.includes('#注释# 为什么')")
    assert not any("de'" in one or "zhu'" in one for one in asked)


def test_a_draft_survives_other_files_and_a_reload(window):
    page = window.page
    window.open("late")
    window.sees("2 个例子都成立")
    pattern(window).fill("还没存的")
    window.sees("1 个例子不成立")
    page.get_by_role("searchbox").fill("不说不能")
    window.open("no-cannot")
    window.sees("只读")
    assert pattern(window).is_disabled()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    page.locator(".studio-title", has_text="no-cannot").wait_for()
    assert asked == ["beforeunload"]
    assert page.locator(".studio-dot").count() == 1
    window.open("late")
    assert pattern(window).input_value() == "还没存的"
    assert on_disk() == RULE


def test_a_built_in_rule_is_copied_and_turned_off(window):
    page = window.page
    Path("own/pack.yaml").write_text("name: own   # 我们的\n", encoding="utf-8")
    page.get_by_role("searchbox").fill("不说不能")
    window.open("no-cannot")
    page.get_by_role("button", name="复制到我的规则包").click()
    page.get_by_role("dialog").get_by_label("名字").fill("ours")
    page.get_by_role("dialog").get_by_role("button", name="复制").click()
    window.sees("自带的那一条已经停用")
    assert "<refusal>" in Path("own/ours.yaml").read_text(encoding="utf-8")
    told = Path("own/pack.yaml").read_text(encoding="utf-8")
    assert told == "name: own   # 我们的\noverride: {positive/no-cannot: off}\n"


def test_a_pack_of_ones_own_from_the_page_alone_by_keyboard(window):
    page = window.page
    page.get_by_role("button", name="新建规则包").focus()
    page.keyboard.press("Enter")
    page.get_by_label("叫什么").wait_for()
    page.keyboard.type("我们店")
    page.keyboard.press("Tab")
    page.keyboard.type("our-shop")
    page.keyboard.press("Enter")
    window.sees("建好了。在 coach.yaml 的 packs 里写上 ./our-shop")
    shop = page.locator(".studio-pack", has_text="我们店")
    shop.get_by_role("button", name="新建文件").click()
    page.get_by_role("dialog").get_by_label("名字").fill("late")
    page.keyboard.press("Enter")
    window.sees("2 个例子都成立")
    page.get_by_role("button", name="＋ 加一句不能报的").click()
    page.get_by_label("例子 3 的话").fill("好的")
    window.sees("3 个例子都成立")
    page.keyboard.press("Control+s")
    window.sees("保存了。")
    assert Path("our-shop/late.yaml").read_text(encoding="utf-8").endswith("  - {quiet: 好的}\n")


def test_export_gives_the_text_of_the_editor(window):
    window.open("late")
    pattern(window).fill("还没存的")
    with window.page.expect_download() as waiting:
        window.page.get_by_role("button", name="导出").click()
    assert waiting.value.suggested_filename == "late.yaml"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == RULE.replace("[办不了]", "[还没存的]")


def test_markup_in_names_and_texts_is_text(make_window):
    evil = RULE.replace("这就办", '"<img src=x onerror=alert(1)>这就办"')
    Path("own/late.yaml").write_text(evil, encoding="utf-8")
    window = make_window()
    window.open("late")
    window.sees("2 个例子都成立")
    assert window.page.locator("img[src=x]").count() == 0
    assert window.wrong == []


@pytest.mark.parametrize("width", [320, 360, 820])
def test_a_narrow_window_does_not_scroll_sideways(make_window, width):
    window = make_window(viewport={"width": width, "height": 740}, color_scheme="dark")
    window.open("late")
    window.sees("2 个例子都成立")
    assert window.page.evaluate("document.documentElement.scrollWidth") <= width
    window.page.get_by_role("button", name="YAML", exact=True).click()
    window.page.get_by_role("textbox", name="YAML").wait_for()
    assert window.page.evaluate("document.documentElement.scrollWidth") <= width
    assert window.wrong == []
