"""The extension in a real Chromium, a coach on this machine, and replicas of three kinds of chat desk."""

from __future__ import annotations

import functools
import http.client
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXTENSION = ROOT / "extension"
DESKS = ("textarea", "contenteditable", "react")
POLICY = "default-src 'self'; img-src 'self' data:; frame-src http://127.0.0.1:*"
EXECUTABLE = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = int(os.environ.get("COACH_PATIENCE", "20000"))


def load(name: str) -> ModuleType:
    """A module beside this one."""
    specification = importlib.util.spec_from_file_location(f"extension_{name}", HERE / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


# --- the server ---------------------------------------------------------------------------------------------------


def start(*command: str, data: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "COACH_DATA": str(data), "PYTHONPATH": os.environ.get("PYTHONPATH") or str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", *command], stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT, env=environment
    )


def code_of(port: int) -> str:
    """A pairing code, as the server's own page asks for it."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", "/")
    token = re.search(r'name="coach-token" content="([^"]+)"', line.getresponse().read().decode())
    assert token is not None
    headers = {"authorization": f"Bearer {token[1]}", "origin": f"http://127.0.0.1:{port}"}
    line.request("POST", "/api/pair/code", headers=headers)
    answer = line.getresponse()
    told = json.loads(answer.read())
    line.close()
    return str(told["code"])


class Server(NamedTuple):
    """A coach that pairs: `relay` is where the extension finds it, `code()` makes a pairing code."""

    relay: Any
    code: Callable[[], str]


@pytest.fixture(scope="session")
def paired_server(
    tmp_path_factory: pytest.TempPathFactory, port_of: Callable[[subprocess.Popen[str]], int]
) -> Iterator[Server]:
    """`coach serve`, found through the relay."""
    data = tmp_path_factory.mktemp("data")
    process = start("-m", "coach", "serve", "--port", "0", "--config", "none", data=data)
    port = port_of(process)
    relay = load("relay").Relay(port)
    yield Server(relay, lambda: code_of(port))
    relay.down()
    process.kill()
    process.communicate()


# --- the desks ----------------------------------------------------------------------------------------------------


class _Files(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("content-security-policy", POLICY)
        self.send_header("cache-control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where each replica is: each on a port, and so a site, of its own, with a strict CSP."""
    folder = tmp_path_factory.mktemp("desks")
    shutil.copytree(HERE / "desks", folder, dirs_exist_ok=True)
    bundle(folder / "react")
    servers = {}
    for name in DESKS:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files, directory=str(folder)))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers[name] = server
    yield {name: f"http://127.0.0.1:{server.server_port}" for name, server in servers.items()}
    for server in servers.values():
        server.shutdown()
        server.server_close()


def bundle(folder: Path) -> None:
    """React itself, from the libraries that the pages are built with."""
    if shutil.which("node") is None:
        pytest.skip("needs node")
    libraries = ROOT / "web-src" / "node_modules"
    assert (libraries / "react-dom").is_dir(), "needs the libraries of the pages: `npm ci` in web-src"
    command = [
        "node",
        str(libraries / "esbuild" / "bin" / "esbuild"),
        str(folder / "desk.jsx"),
        "--bundle",
        "--jsx=automatic",
    ]
    environment = {**os.environ, "NODE_PATH": str(libraries)}
    done = subprocess.run(
        [*command, f"--outfile={folder / 'desk.js'}", "--log-level=error"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


# --- the browser --------------------------------------------------------------------------------------------------


class Chromium:
    """A Chromium with the extension in it, which goes nowhere but to 127.0.0.1."""

    def __init__(self, browser: Any, profile: Path, color_scheme: str = "light") -> None:
        self.context = browser.browser_type.launch_persistent_context(
            str(profile), executable_path=EXECUTABLE, headless=True,
            chromium_sandbox=False, viewport={"width": 1000, "height": 720}, color_scheme=color_scheme, locale="zh-CN",
            args=[
                f"--disable-extensions-except={EXTENSION}", f"--load-extension={EXTENSION}", "--disable-gpu",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run", "--no-pings",
            ],
        )  # fmt: skip
        self.context.set_default_timeout(PATIENCE)
        self.troubles: list[str] = []
        self.requests: list[str] = []
        self.context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        self.context.on("console", lambda told: self.troubles.append(told.text) if told.type == "error" else None)
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.worker = next(iter(self.context.service_workers), None) or self.context.wait_for_event("serviceworker")
        self.id = self.worker.url.split("/")[2]

    def own_page(self, path: str) -> Any:
        """A page of the extension, opened in a tab."""
        page = self.context.new_page()
        page.goto(f"chrome-extension://{self.id}/{path}")
        return page

    def badge(self) -> str:
        """What the badge says."""
        return str(self.in_worker("() => chrome.action.getBadgeText({})"))

    def in_worker(self, script: str, argument: Any = None) -> Any:
        """The result of a script in the service worker, which may have been put to sleep and woken since."""
        workers = self.context.service_workers
        return (workers[-1] if workers else self.worker).evaluate(script, argument)

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def make_chromium(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Chromium]]:
    """Start a Chromium with the extension as it is after installing."""
    started: list[Chromium] = []

    def make(**settings: Any) -> Chromium:
        started.append(Chromium(browser, tmp_path / f"profile-{len(started)}", **settings))
        return started[-1]

    yield make
    for one in started:
        one.close()


@pytest.fixture(scope="module")
def prepared(
    browser: Any, paired_server: Server, desks: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Chromium]:
    """A Chromium whose extension is paired and allowed on the three desks, all through its options page."""
    chromium = Chromium(browser, tmp_path_factory.mktemp("profile"))
    set_up(chromium, paired_server, desks)
    yield chromium
    chromium.close()


def set_up(chromium: Chromium, server: Server, desks: dict[str, str]) -> None:
    page = chromium.own_page("options/options.html")
    page.get_by_text("教练在别的端口").click()
    page.get_by_label("服务地址").fill(server.relay.address)
    page.get_by_role("button", name="保存").click()
    page.get_by_label("六位数字").fill(server.code())
    page.get_by_role("button", name="配对", exact=True).click()
    page.get_by_text("已经配对").wait_for()
    for site in desks.values():
        page.get_by_label("网站地址").fill(site)
        page.get_by_role("button", name="添加").click()
        page.locator("#sites .name", has_text=site.removeprefix("http://")).wait_for()
    page.close()


@pytest.fixture
def chromium(prepared: Chromium, paired_server: Server) -> Iterator[Chromium]:
    """That Chromium for one test: nothing asked yet, and afterwards no trouble on any page."""
    prepared.troubles.clear()
    prepared.requests.clear()
    paired_server.relay.asked.clear()
    paired_server.relay.answered.clear()
    yield prepared
    for page in prepared.context.pages[1:]:
        page.close()
    assert prepared.troubles == []
    elsewhere = [
        url for url in prepared.requests if not re.match(r"(http://127\.0\.0\.1:|chrome-extension:|data:|blob:)", url)
    ]
    assert elsewhere == []


@pytest.fixture
def open_desk(chromium: Chromium, desks: dict[str, str]) -> Callable[[str], Any]:
    """Open a replica, by its name; see `Desk` in desk.py."""
    made = load("desk")

    def open_(name: str) -> Any:
        page = chromium.context.new_page()
        page.goto(f"{desks[name]}/{name}/")
        return made.Desk(page, name)

    return open_


@pytest.fixture
def desk_module() -> ModuleType:
    """The module of `Desk`, for tests with a Chromium of their own."""
    return load("desk")


@pytest.fixture
def set_up_extension() -> Callable[..., None]:
    """Pair an extension and allow it on sites, through its options page."""
    return set_up
