"""The steps of the server and its pages: a real server with small packs, and where a page is meant a real browser.

What may be written is listed with the other sentences, in the folder above.
"""

from __future__ import annotations

import http.client
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from playwright.sync_api import Error, expect
from pytest_bdd import given, parsers, then, when

EXTENSIONS = {"扩展": "chrome-extension://" + "abcdefghijklmnop" * 2, "另一个扩展": "chrome-extension://" + "b" * 32}
PATIENCE = 30.0
"""Seconds that a slow machine may take for one step."""
MANY = {"reason": "fits-here", "severity": "warning", "fingerprint": "f", "excerpt": "不能退", "surface": "desk"}
SETTINGS = "packs: [default, ./own]\n"
Q = r'"(?P<{}>[^"]+)"'

expect.set_options(timeout=PATIENCE * 1000)


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    body: dict[str, Any]

    @property
    def told(self) -> str:
        """The sentence of a refusal."""
        return str(self.body.get("error", {}).get("message", ""))

    @property
    def marks(self) -> dict[str, str]:
        """Guideline → what is marked."""
        return {one["guideline"]: one["excerpt"] for one in self.body.get("findings", ())}


class Desk:
    """What a scenario has in hand: the server's folder, the page that is open, the last answer."""

    def __init__(self, server: Any, folder: Path, open_page: Callable[..., Any]) -> None:
        self.server, self.folder = server, folder
        self._open_page = open_page
        self.page: Any = None
        self.answer = Answer(0, {})
        self.tokens: dict[str, str] = {}
        self.code = ""
        self.told: dict[str, Any] = {}

    @property
    def rule(self) -> Path:
        """The file of the rule of one's own."""
        return self.folder / "own" / "x.yaml"

    def open(self, path: str, **options: Any) -> None:
        """Open a page."""
        self.page = self._open_page(path, **options)

    def page_token(self) -> str:
        """The token of this start, which the page holds."""
        found = re.search(r'name="coach-token" content="([^"]+)"', self._ask("GET", "/")[1].decode())
        assert found is not None
        return found[1]

    def ask(self, path: str, body: Any = None, method: str = "POST", **headers: str) -> Answer:
        """Ask the server; the answer is kept."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, answer = self._ask(method, path, content, headers)
        self.answer = Answer(status, json.loads(answer))
        return self.answer

    def _ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found

    def marks(self, text: str) -> dict[str, str]:
        """What the coach marks in `text`."""
        return self.ask("/api/check", {"text": text}).marks

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Look until it `holds`, or fail with `what`."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                pytest.fail(f"{what}：等了 {PATIENCE:.0f} 秒也没有。", pytrace=False)
            time.sleep(0.1)

    def sees(self, locator: Any, what: str) -> None:
        """Wait until it is to be seen, or fail with `what`."""
        try:
            locator.first.wait_for()
        except Error:
            pytest.fail(f"{what}，却没有。页面上是：\n{self.page.inner_text('body')}", pytrace=False)


@pytest.fixture(scope="session")
def files(own_rule: str) -> dict[str, bytes]:
    """What lies where the server works: settings, and a pack of one's own."""
    texts = {"coach.yaml": SETTINGS, "own/pack.yaml": "name: own\n", "own/x.yaml": own_rule}
    return {name: text.encode() for name, text in texts.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_files: Callable[..., Path], files: dict[str, bytes]) -> Path:
    """Where the server works, and keeps what it keeps."""
    return write_files(tmp_path_factory.mktemp("served"), files)


@pytest.fixture(scope="module")
def running(server_type: type, checkout: Path, folder: Path) -> Iterator[Any]:
    """The server of one feature."""
    started = server_type(folder, root=checkout)
    yield started
    started.stop()


@pytest.fixture
def server(running: Any, folder: Path, write_files: Callable[..., Path], files: dict[str, bytes]) -> Any:
    """A server that was told nothing yet: started anew where another scenario left something behind."""
    if _content(folder) != files:
        running.stop()
        for name in _content(folder):
            (folder / name).unlink()
        write_files(folder, files)
        running.start()
    return running


def _content(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def desk(request: pytest.FixtureRequest, server: Any, folder: Path) -> Desk:
    """The scenario's desk; the browser starts when a page is opened."""
    return Desk(server, folder, lambda *given, **options: request.getfixturevalue("open_page")(*given, **options))


# --- any page ---------------------------------------------------------------------------------------------------------


@when(parsers.re(f"(坐席|培训师)点 {Q.format('name')}"))
def _click(desk: Desk, name: str) -> None:
    desk.page.get_by_role("button", name=name).first.click()


@then(parsers.re(f"页面上写着 {Q.format('words')}"))
def _page_says(desk: Desk, words: str) -> None:
    desk.sees(desk.page.get_by_text(words).locator("visible=true"), f"页面上应该写着“{words}”")


# --- who asks -----------------------------------------------------------------------------------------------------


def _headers(desk: Desk, who: str) -> dict[str, str]:
    own = {"origin": desk.server.address}
    if who in EXTENSIONS:
        token = desk.tokens.get(who)
        return {"origin": EXTENSIONS[who]} | ({"authorization": f"Bearer {token}"} if token else {})
    return {
        "本机的程序": {},
        "自己的页面": own | {"authorization": f"Bearer {desk.page_token()}"},
        "别的网站": {"origin": "http://evil.example", "authorization": f"Bearer {desk.page_token()}"},
        "冒名的网站": {"host": "evil.example"},
        "没有令牌的页面": own,
        "令牌不对的页面": own | {"authorization": "Bearer wrong"},
    }[who]


@when(parsers.re(f"(?P<who>[^ ]+) ?拿 {Q.format('text')} 问教练"))
def _ask(desk: Desk, who: str, text: str) -> None:
    desk.ask("/api/check", {"text": text}, **_headers(desk, who))


@when(parsers.re(r"本机的程序拿 (?P<size>\d+) MB 的内容问教练"))
def _ask_much(desk: Desk, size: str) -> None:
    desk.ask("/api/check", b"a" * int(size) * 1024 * 1024)


@then(parsers.re(f"教练标出 {Q.format('guideline')}"))
def _coach_marks(desk: Desk, guideline: str) -> None:
    assert guideline in desk.answer.marks, desk.answer


@then(parsers.re(rf"教练回绝 (?P<status>\d+)，说 {Q.format('words')}"))
def _is_refused(desk: Desk, status: str, words: str) -> None:
    if (desk.answer.status, words in desk.answer.told) != (int(status), True):
        pytest.fail(f"应该回绝 {status}“{words}”，却是 {desk.answer.status}“{desk.answer.told}”。", pytrace=False)


@then("教练还在")
def _lives(desk: Desk) -> None:
    assert desk.ask("/healthz", method="GET").body["status"] == "ok"


@when("教练突然断了，又重新打开")
def _restart(desk: Desk) -> None:
    desk.server.stop()
    desk.server.start()


# --- pairing ------------------------------------------------------------------------------------------------------


@given("页面上给出了配对码")
def _get_code(desk: Desk) -> None:
    desk.open("/summary", expects_errors=True)  # it says so when the server goes away
    desk.page.get_by_role("button", name="连接浏览器扩展").click()
    expect(desk.page.locator(".code")).to_have_text(re.compile(r"\d{3} \d{3}"))
    desk.code = desk.page.locator(".code").inner_text().replace(" ", "")


@given(parsers.re(r"(?P<who>扩展|另一个扩展)用(页面上的|同一个)配对码配对"))
@when(parsers.re(r"(?P<who>扩展|另一个扩展)用(页面上的|同一个)配对码配对"))
def _pair(desk: Desk, who: str) -> None:
    answer = desk.ask("/api/pair", {"code": desk.code}, origin=EXTENSIONS[who])
    desk.tokens[who] = answer.body.get("token", "")


@given(parsers.re(r"扩展猜错了 (?P<times>\d) 次"))
def _guess(desk: Desk, times: str) -> None:
    for _ in range(int(times)):
        wrong = f"{(int(desk.code) + 1) % 10**6:06}"
        assert desk.ask("/api/pair", {"code": wrong}, origin=EXTENSIONS["扩展"]).status == 401


@then("页面说扩展连上了")
def _is_paired(desk: Desk) -> None:
    expect(desk.page.get_by_role("status").filter(has_text="连上了")).to_be_visible()


# --- feedback -----------------------------------------------------------------------------------------------------


@given(parsers.re(f"坐席忽略了一处 {Q.format('guideline')}"))
def _dismiss(desk: Desk, guideline: str) -> None:
    rule = {"rule": f"positive/{guideline}", "guideline": guideline, "action": "dismissed"}
    desk.told = {"id": str(uuid4()), **MANY, **rule}
    assert desk.ask("/api/feedback", desk.told).body["stored"] is True


@given(parsers.re(rf"坐席忽略了 (?P<times>\d+) 处 {Q.format('guideline')}，都回答存好了"))
def _dismiss_many(desk: Desk, times: str, guideline: str) -> None:
    for _ in range(int(times)):
        _dismiss(desk, guideline)


@when("同一条反馈又说了一遍")
def _repeat(desk: Desk) -> None:
    assert desk.ask("/api/feedback", desk.told).status == 200


def _dismissed(desk: Desk, guideline: str) -> dict[str, Any]:
    found = desk.ask("/api/feedback", method="GET").body["rules"]
    return next((one for one in found if one["guideline"] == guideline), {"dismissed": 0, "reasons": {}})


@then(parsers.re(rf"教练记下 {Q.format('guideline')} 忽略了 (?P<times>\d+) 次"))
def _is_kept(desk: Desk, guideline: str, times: str) -> None:
    assert _dismissed(desk, guideline)["dismissed"] == int(times)


@then(parsers.re(rf"教练记下 {Q.format('guideline')} 因为 {Q.format('reason')} 忽略了 (?P<times>\d+) 次"))
def _is_kept_for(desk: Desk, guideline: str, reason: str, times: str) -> None:
    what = f"应该记下“{guideline}”因为“{reason}”忽略了 {times} 次"
    desk.wait(lambda: _dismissed(desk, guideline)["reasons"].get(reason) == int(times), what)


@then(parsers.re(rf"反馈页上 {Q.format('title')} 忽略了 (?P<times>\d+) 次"))
def _page_shows_feedback(desk: Desk, title: str, times: str) -> None:
    desk.open("/feedback")
    row = desk.page.get_by_role("row").filter(has=desk.page.get_by_role("link", name=title))
    expect(row.get_by_role("cell").nth(2)).to_have_text(times)


@given("培训师打开了反馈页")
def _open_feedback(desk: Desk) -> None:
    desk.open("/feedback")


@when("没有令牌的程序把它加进豁免名单")
def _allow_without_token(desk: Desk) -> None:
    desk.ask(f"/api/feedback/{desk.told['id']}/allow")


@then(parsers.re(f"文件 {Q.format('name')} 没有变"))
def _file_is_as_before(desk: Desk, name: str) -> None:
    assert (desk.folder / name).read_text(encoding="utf-8") == SETTINGS


@then(parsers.re(f"过一会儿教练不再标 {Q.format('text')}"))
def _is_allowed(desk: Desk, text: str) -> None:
    desk.wait(lambda: not desk.marks(text), f"应该不再标“{text}”")


# --- rules of one's own -------------------------------------------------------------------------------------------


@given(parsers.re(f"自己的规则包里有一条标 {Q.format('words')} 的规则"))
def _has_rule(desk: Desk, words: str) -> None:
    assert desk.marks(words) == {"no-cannot": words}


@when(parsers.re(f"规则改成标 {Q.format('words')}"))
def _edit_rule(desk: Desk, own_rule: str, words: str) -> None:
    desk.rule.write_text(own_rule.replace("办不了", words), encoding="utf-8")


@when("规则改坏了")
def _break_rule(desk: Desk, own_rule: str) -> None:
    desk.rule.write_text(own_rule + "oops: 1\n", encoding="utf-8")


@when("规则改回来")
def _mend_rule(desk: Desk, own_rule: str) -> None:
    desk.rule.write_text(own_rule, encoding="utf-8")


@then(parsers.re(f"过一会儿教练标出 {Q.format('text')} 里的 {Q.format('words')}"))
def _rule_counts(desk: Desk, text: str, words: str) -> None:
    desk.wait(lambda: words in desk.marks(text).values(), f"应该标出“{words}”")


@then(parsers.re(f"教练标出 {Q.format('text')} 里的 {Q.format('words')}"))
def _coach_still_marks(desk: Desk, text: str, words: str) -> None:
    assert words in desk.marks(text).values(), desk.answer


@then(parsers.re(f"教练不标 {Q.format('text')}"))
def _coach_is_quiet(desk: Desk, text: str) -> None:
    assert desk.marks(text) == {}


@then(parsers.re(f"过一会儿写回复的页面上写着 {Q.format('words')}"))
def _desk_tells(desk: Desk, words: str) -> None:
    desk.wait(lambda: desk.ask("/healthz", method="GET").body["rules"] == "stale", "应该知道规则改坏了")
    desk.open("/")
    desk.sees(desk.page.locator(".rules-problem", has_text=words), f"页面上应该写着“{words}”")


@then("过一会儿写回复的页面上不再提规则的事")
def _desk_tells_nothing(desk: Desk) -> None:
    desk.wait(lambda: desk.ask("/healthz", method="GET").body["rules"] == "ok", "应该知道规则改好了")
    desk.page.evaluate("dispatchEvent(new Event('focus'))")
    expect(desk.page.locator(".rules-problem")).to_have_count(0)
