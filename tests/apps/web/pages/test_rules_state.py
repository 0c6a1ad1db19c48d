"""A rule that is not right: the desk and the studio say so calmly, until it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

MINUTE = 60_000
LOOKS = 480
"""How often a test looks at most, a moment apart: a slow machine needs a while to load edited rules."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_files: Callable[..., Path], own_rule: str) -> Path:
    """Where the server works, with a pack of one's own."""
    return write_files(tmp_path_factory.mktemp("data"), {"own/pack.yaml": "name: own\n", "own/x.yaml": own_rule})


@pytest.fixture(scope="module")
def server(folder: Path, server_type: type, checkout: Path) -> Iterator[Any]:
    """A server with that pack alone."""
    started = server_type(folder, "--pack", "own", root=checkout)
    yield started
    started.stop()


@pytest.fixture
def rule(folder: Path, own_rule: str) -> Iterator[Path]:
    """Its rule, which marks 办不了, and is right before and after the test."""
    file = folder / "own" / "x.yaml"
    file.write_text(own_rule, encoding="utf-8")
    yield file
    file.write_text(own_rule, encoding="utf-8")


def look_until(page: Any, is_there: bool, look: Any) -> None:
    """Look again and again until the page tells of a problem, or no longer does."""
    for _ in range(LOOKS):
        look()
        page.wait_for_timeout(250)
        if (page.locator(".rules-problem").count() == 1) is is_there:
            return
    raise AssertionError("it never changed")


def test_the_desk_tells_while_a_rule_is_broken_and_goes_on_with_the_last_good_one(open_page, rule, own_rule):
    def come_back() -> None:
        page.evaluate("dispatchEvent(new Event('focus'))")

    page = open_page("/")
    look_until(page, False, come_back)
    boxes = "[...document.querySelectorAll('.bar, .customer, .cm-content, .score')].map((one) => one.offsetTop)"
    before = page.evaluate(boxes)
    rule.write_text(own_rule + "oops: 1\n", encoding="utf-8")
    look_until(page, True, come_back)
    line = page.locator(".rules-state")
    expect(line).to_have_attribute("role", "status")
    expect(line).to_contain_text("改好以前用不上")
    expect(line).to_contain_text("own/x.yaml:")
    assert page.evaluate(boxes) == before, "nothing jumps"
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.locator(".cm-content").focus()
    page.keyboard.insert_text("这个办不了")
    expect(page.locator(".mark", has_text="办不了")).to_be_visible()
    rule.write_text(own_rule, encoding="utf-8")
    look_until(page, False, come_back)
    expect(page.locator(".rules-state")).to_have_text("")


def test_the_studio_looks_once_a_minute_by_itself(open_page, rule, own_rule):
    def a_minute_later() -> None:
        page.clock.run_for(MINUTE)

    page = open_page("/studio", prepare=lambda page: page.clock.install())
    expect(page.get_by_role("heading", name="规则工作室")).to_be_attached()
    look_until(page, False, a_minute_later)
    rule.write_text(own_rule + "oops: 1\n", encoding="utf-8")
    look_until(page, True, a_minute_later)
    expect(page.locator(".rules-problem")).to_contain_text("own/x.yaml:")
    rule.write_text(own_rule, encoding="utf-8")
    look_until(page, False, a_minute_later)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/studio"])
def test_the_sentence_fits_a_narrow_window(open_page, fits, rule, own_rule, scheme, path):
    rule.write_text(own_rule + "oops: 1\n", encoding="utf-8")
    page = open_page(path, color_scheme=scheme, viewport={"width": 320, "height": 640})
    look_until(page, True, lambda: page.evaluate("dispatchEvent(new Event('focus'))"))
    assert fits(page)


@pytest.mark.parametrize("path", ["/", "/studio"])
@pytest.mark.parametrize("size", [(360, 740), (360, 1400), (1280, 1400)], ids=str)
def test_the_sentence_stands_at_the_foot_and_hides_nothing(open_page, rule, own_rule, path, size):
    rule.write_text(own_rule + "oops: 1\n", encoding="utf-8")
    page = open_page(path, viewport={"width": size[0], "height": size[1]})
    look_until(page, True, lambda: page.evaluate("dispatchEvent(new Event('focus'))"))
    line = page.locator(".rules-state p").bounding_box()
    assert abs(line["y"] + line["height"] - size[1]) < 1
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".desk, .studio").last.evaluate(
        "(page) => Math.max(...[...page.querySelectorAll('button, a, summary, p')].filter((one) => one.offsetParent)"
        ".map((one) => one.getBoundingClientRect().bottom))"
    )
    assert last <= line["y"]
