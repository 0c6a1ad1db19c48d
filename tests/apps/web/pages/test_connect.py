"""The door of the extension in every bar, and the token that a page asks for. Mostly, the pairing is stood in for."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from coach.apps.web.endpoints.pages import PAGES

ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
PAIRED = {"id": "p1", "origin": ORIGIN, "since": "2026-05-06T02:00:00Z"}
TOKEN = "a-token-that-is-long-enough"


class Stand:
    """Stands in for pairing: gives codes, lists and forgets pairings."""

    def __init__(self, *pairings: dict[str, str], seconds: int = 120) -> None:
        self.pairings = list(pairings)
        self.seconds = seconds
        self.codes = ["482913", "105577"]

    def __call__(self, page: Any) -> None:
        page.route("**/api/pair/code", self._code)
        page.route("**/api/pairings", lambda route: route.fulfill(json={"schema": 1, "pairings": self.pairings}))
        page.route("**/api/pairings/*", self._forget)

    def _code(self, route: Any) -> None:
        assert route.request.method == "POST"
        route.fulfill(json={"schema": 1, "code": self.codes.pop(0), "seconds": self.seconds})

    def _forget(self, route: Any) -> None:
        assert route.request.method == "DELETE"
        self.pairings = [one for one in self.pairings if not route.request.url.endswith(f"/{one['id']}")]
        route.fulfill(json={"schema": 1})


def open_dialog(page: Any) -> Any:
    """The window that the bar's end opens."""
    page.get_by_role("button", name="连接浏览器扩展").click()
    dialog = page.get_by_role("dialog", name="连接浏览器扩展")
    expect(dialog).to_be_visible()
    return dialog


def test_a_code_is_shown_large_and_its_time_counts_down(open_page):
    page = open_page("/summary", prepare=Stand())
    page.clock.install()
    dialog = open_dialog(page)
    expect(dialog.locator(".code")).to_have_text("482 913")
    expect(dialog.locator(".code")).to_have_attribute("aria-label", "配对码 4 8 2 9 1 3")
    expect(dialog.get_by_role("timer")).to_have_text("2:00 后失效，只能用一次")
    expect(dialog.get_by_text("还没有。")).to_be_visible()
    page.clock.run_for(30_000)
    expect(dialog.get_by_role("timer")).to_have_text("1:30 后失效，只能用一次")


def test_a_code_that_is_over_is_replaced_on_request(open_page):
    page = open_page("/summary", prepare=Stand(seconds=1))
    dialog = open_dialog(page)
    expect(dialog.get_by_text("这个码过期了。")).to_be_visible()
    dialog.get_by_role("button", name="换一个新码").click()
    expect(dialog.locator(".code")).to_have_text("105 577")


def test_an_extension_that_connects_is_noticed(open_page):
    stand = Stand()
    dialog = open_dialog(open_page("/summary", prepare=stand))
    expect(dialog.get_by_text("还没有。")).to_be_visible()
    stand.pairings.append(PAIRED)
    expect(dialog.get_by_role("status").filter(has_text="连上了")).to_be_visible()
    expect(dialog.get_by_text("浏览器扩展 abcdef…")).to_be_visible()
    expect(dialog.locator(".code")).to_have_count(0)


def test_a_pairing_is_forgotten(open_page):
    dialog = open_dialog(open_page("/summary", prepare=Stand(PAIRED)))
    dialog.get_by_role("button", name="断开 浏览器扩展 abcdef…").click()
    expect(dialog.get_by_text("还没有。")).to_be_visible()
    expect(dialog.get_by_text("浏览器扩展 abcdef…")).to_have_count(0)


def test_an_extension_pairs_with_the_code_on_the_page_and_is_put_out_again(open_page, server):
    dialog = open_dialog(open_page("/summary"))
    expect(dialog.get_by_role("timer")).to_contain_text("后失效")
    code = dialog.locator(".code").inner_text().replace(" ", "")
    assert ask(server, "/api/pair", {"code": f"{(int(code) + 1) % 10**6:06}"})[0] == 401
    expect(dialog.get_by_text("还没有。")).to_be_visible()
    status, answer = ask(server, "/api/pair", {"code": code})
    assert status == 200
    expect(dialog.get_by_role("status").filter(has_text="连上了")).to_be_visible()
    assert ask(server, "/api/check", {"text": "您好"}, answer["token"])[0] == 200
    dialog.get_by_role("button", name="断开 浏览器扩展 abcdef…").click()
    expect(dialog.get_by_text("还没有。")).to_be_visible()
    assert ask(server, "/api/check", {"text": "您好"}, answer["token"])[0] == 401


def ask(server: Any, path: str, body: dict[str, Any], token: str = "") -> tuple[int, dict[str, Any]]:
    """What an extension is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"origin": ORIGIN} | ({"authorization": f"Bearer {token}"} if token else {})
    connection.request("POST", path, json.dumps(body).encode(), headers)
    answer = connection.getresponse()
    told = json.load(answer)
    connection.close()
    return answer.status, told


def test_a_code_that_cannot_be_had_is_said_and_tried_again(open_page):
    def refuse(page: Any) -> None:
        Stand()(page)
        error = {"schema": 1, "error": {"code": "store", "message": "配对的文件写不了。"}}
        page.route("**/api/pair/code", lambda route: route.fulfill(status=503, json=error), times=1)

    dialog = open_dialog(open_page("/summary", prepare=refuse, expects_errors=True))
    expect(dialog.get_by_role("alert")).to_have_text("配对的文件写不了。")
    dialog.get_by_role("button", name="再试一次").click()
    expect(dialog.locator(".code")).to_have_text("482 913")


def test_escape_closes_and_leads_back_to_the_button(open_page):
    page = open_page("/rules#positive/no-but", prepare=Stand())
    dialog = open_dialog(page)
    expect(dialog.locator(".code")).to_have_text("482 913")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="连接浏览器扩展")).to_be_focused()
    expect(page.locator(".rule")).to_be_visible()


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/mini"])
def test_the_door_is_on_every_page_with_a_bar(open_page, server_url, path):
    page = open_page("/summary", expects_errors=True)
    page.goto(server_url + path)
    expect(page.get_by_role("button", name="连接浏览器扩展")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_window_fits_a_narrow_screen(open_page, fits, scheme):
    page = open_page("/summary", prepare=Stand(PAIRED), color_scheme=scheme, viewport={"width": 320, "height": 700})
    dialog = open_dialog(page)
    expect(dialog.locator(".code")).to_have_text("482 913")
    assert fits(page)
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, server_type: type) -> Iterator[Any]:
    """A server that wants a token from everybody."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "token.txt").write_text(TOKEN)
    started = server_type(folder, "--token-file", "token.txt")
    yield started
    started.stop()


@pytest.fixture
def open_guarded(guarded: Any, browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page of that server in a window of its own."""
    contexts: list[Any] = []

    def opened(path: str, **options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(guarded.address + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_a_page_asks_for_the_token_and_keeps_it_while_the_window_is_open(open_guarded):
    page = open_guarded("/rules")
    field = page.get_by_label("令牌", exact=True)
    expect(field).to_be_focused()
    page.keyboard.insert_text("not-the-right-token")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("令牌不对，请核对后再填一次。")
    expect(page.locator(".entry")).to_have_count(0)
    field.fill(f" {TOKEN} ")
    page.keyboard.press("Enter")
    expect(page.locator(".entry").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(page.locator(".entry").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("[sessionStorage.getItem('coach-token'), localStorage.length]") == [TOKEN, 0]


def test_a_kept_token_that_is_wrong_is_asked_for_anew(open_guarded):
    page = open_guarded("/summary")
    page.evaluate("sessionStorage.setItem('coach-token', 'the-token-of-yesterday')")
    page.goto(page.url.replace("/summary", "/rules"))
    page.get_by_label("令牌", exact=True).fill(TOKEN)
    page.get_by_role("button", name="开始使用").click()
    expect(page.locator(".entry").first).to_be_visible()


def test_who_closes_the_prompt_is_told_and_may_try_again(open_guarded):
    page = open_guarded("/rules")
    expect(page.get_by_label("令牌", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_contain_text("令牌")
    page.get_by_role("button", name="再试一次").click()
    page.get_by_label("令牌", exact=True).fill(TOKEN)
    page.keyboard.press("Enter")
    expect(page.locator(".entry").first).to_be_visible()


def test_one_window_asks_however_many_requests_need_the_token(open_guarded):
    page = open_guarded("/rules#positive/no-but")
    expect(page.get_by_label("令牌", exact=True)).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(1)


def test_the_prompt_fits_a_narrow_screen(open_guarded, fits):
    page = open_guarded("/feedback", viewport={"width": 320, "height": 600}, color_scheme="dark")
    expect(page.get_by_role("dialog", name="请填访问令牌")).to_be_visible()
    assert fits(page)


@pytest.mark.parametrize("path", ["/rules", "/feedback"])
def test_a_page_that_holds_its_token_asks_nobody(open_page, path):
    page = open_page(path, expects_errors=True)
    expect(page.locator("main h1")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
