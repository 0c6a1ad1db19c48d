"""`coach serve` as a person starts it: a real server on a free port, and the starts it refuses."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.apps.web.serving import Place, access, addresses

ROOT = Path(__file__).parents[3]
TOKEN = "long-enough-for-a-token"


def start(*arguments: str, python: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", *python, "-m", "coach", "serve", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT)


def refusal(*arguments: str) -> tuple[int, str]:
    process = start(*arguments)
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in out + err
    return process.returncode, err


@pytest.fixture(scope="module")
def server(port_of) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """A running server: its port and its process."""
    process = start("--port", "0", "--config", "none")
    yield port_of(process), process
    process.kill()
    process.communicate()


def ask(port: int, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    told = answer.status, json.loads(answer.read())
    connection.close()
    return told


def test_a_reply_is_checked_over_a_real_connection(server):
    status, answer = ask(server[0], "POST", "/api/check", json.dumps({"text": "亲，这边不能退货的哦"}))
    assert status == 200
    assert "no-cannot" in [one["guideline"] for one in answer["findings"]]
    assert ask(server[0], "GET", "/healthz", Host=f"localhost:{server[0]}")[0] == 200
    assert ask(server[0], "GET", "/healthz", Host="evil.example")[0] == 403


def test_ten_megabytes_are_refused_also_in_chunks(server):
    chunk = b"a" * 65536
    status, told = ask(server[0], "POST", "/api/check", iter([chunk] * 5))
    assert (status, told["error"]["code"]) == (413, "too_large")
    connection = http.client.HTTPConnection("127.0.0.1", server[0], timeout=20)
    connection.putrequest("POST", "/api/check")
    connection.putheader("Content-Length", str(10 * 1024 * 1024))
    connection.endheaders(chunk)
    assert connection.getresponse().status == 413
    connection.close()
    assert ask(server[0], "GET", "/healthz")[0] == 200


def test_a_live_line_over_a_real_connection(server):
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    address = f"ws://127.0.0.1:{server[0]}/api/live"
    with connect(address, proxy=None) as line:
        line.send(json.dumps({"seq": 1, "text": "亲，这边不能退货的哦"}))
        assert json.loads(line.recv(timeout=20))["seq"] == 1
    with pytest.raises(InvalidStatus) as refused:
        connect(address, proxy=None, origin="http://evil.example")
    assert refused.value.response.status_code == 403
    assert json.loads(refused.value.response.body)["error"]["code"] == "origin"
    with pytest.raises(InvalidStatus) as refused:
        connect(address, proxy=None, origin=f"http://127.0.0.1:{server[0]}")
    assert refused.value.response.status_code == 401


@pytest.mark.skipif(sys.platform != "linux", reason="other systems open pages in other ways")
def test_open_opens_the_page_in_the_browser(tmp_path, monkeypatch, port_of):
    (tmp_path / "xdg-open").write_text(
        f'#!/bin/sh\necho "$1" > {tmp_path}/opened.part\nmv {tmp_path}/opened.part {tmp_path}/opened\n'
    )
    (tmp_path / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    process = start("--port", "0", "--config", "none", "--open")
    port = port_of(process)
    end = time.monotonic() + 30
    while not (tmp_path / "opened").exists() and time.monotonic() < end:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    assert (tmp_path / "opened").read_text() == f"http://127.0.0.1:{port}\n"


@pytest.mark.parametrize(("seconds", "is_told"), [(0.0, True), (600.0, False)], ids=["long", "short"])
def test_who_waits_for_the_rules_is_told_why_and_only_then(checkout, seconds, is_told):
    start = f"""
import sys, time
from coach.apps.web import reloading, serving
from coach.apps.cli.main import main
serving.SOON = {seconds}
serving.Rules = lambda run: (time.sleep(0.5), reloading.Rules(run))[1]
sys.argv = ["coach", "serve", "--port", "0", "--config", "none"]
main()
"""
    command = [sys.executable, "-W", "ignore", "-c", start]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment)
    line = process.stderr.readline()
    if is_told:
        assert line.startswith("正在准备规则")
        line = process.stderr.readline()
    process.kill()
    process.communicate()
    assert "教练在 http://127.0.0.1:" in line


def test_behind_a_proxy_both_addresses_are_true(tmp_path, port_of):
    (tmp_path / "token").write_text(TOKEN)
    process = start("--port", "0", "--config", "none", "--behind-proxy", "--name", "coach.example.com", "--token-file",
                    str(tmp_path / "token"))  # fmt: skip
    line = next(line for line in process.stderr if "教练在" in line)
    process.kill()
    process.communicate()
    assert "教练在 https://coach.example.com 等着" in line
    assert "代理请转到 http://127.0.0.1:" in line
    assert "https://127.0.0.1" not in line


def test_the_address_is_one_that_opens():
    assert addresses(Place(), 8765) == ("http://127.0.0.1:8765", "")
    assert addresses(Place(host="::1"), 8765) == ("http://[::1]:8765", "")
    assert addresses(Place(names=("desk.local:8765",)), 8765) == ("http://desk.local:8765", "")
    proxied = Place(names=("coach.example.com",), token_file="token", behind_proxy=True)
    assert addresses(proxied, 8765) == ("https://coach.example.com", "http://127.0.0.1:8765")
    assert addresses(proxied._replace(host="0.0.0.0"), 80) == ("https://coach.example.com", "http://127.0.0.1:80")
    assert addresses(proxied._replace(host="::"), 80)[1] == "http://[::1]:80"
    encrypted = proxied._replace(certificate="c", key="k")
    assert addresses(encrypted, 8765) == ("https://coach.example.com", "https://127.0.0.1:8765")


def test_a_port_in_use_is_said_in_a_sentence(server):
    code, err = refusal("--port", str(server[0]))
    assert code == 2
    assert f"127.0.0.1:{server[0]} 已经有程序在用" in err


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C reaches a process in another way there")
def test_it_stops_when_interrupted_and_has_logged_no_text(port_of):
    process = start("--port", "0", "--config", "none")
    port = port_of(process)
    ask(port, "POST", "/api/check", json.dumps({"text": "亲，很私密不能退"}))
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert "私密" not in out + err
    assert "Traceback" not in out + err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "--token-file"),
        (["--host", "192.0.2.1", "--token-file", "token"], "--tls-cert"),
        (["--host", "0.0.0.0", "--token-file", "token", "--behind-proxy"], "--name"),
        (["--behind-proxy"], "--token-file"),
        (["--behind-proxy", "--token-file", "token"], "--name"),
        (["--tls-cert", "a.pem"], "--tls-key"),
        (["--tls-cert", "a.pem", "--tls-key", "b.pem"], "证书或密钥读不了"),
        (["--host", "0.0.0.0", "--token-file", "none", "--behind-proxy", "--name", "a"], "none: 读不到令牌"),
        (["--token-file", "short"], "至少 16 个"),
        (["--host", "192.0.2.1", "--token-file", "token", "--behind-proxy", "--name", "a"], "不是这台电脑的地址"),
        (["--pack", "no-such-pack"], "没有叫“no-such-pack”的规则包"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_a_start_that_is_not_safe_or_not_possible_is_refused(arguments, told, tmp_path, monkeypatch):
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "short").write_text("abc")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [sys.executable, "-W", "ignore", "-m", "coach", "serve", "--port", "0", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, timeout=60)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_extra_a_sentence_names_it(tmp_path, monkeypatch):
    (tmp_path / "fastapi.py").write_text("raise ModuleNotFoundError(name='fastapi')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))
    code, err = refusal("--port", "0")
    assert code == 2
    assert "reply-coach[web]" in err


def test_the_served_names_are_those_of_the_place():
    assert access(Place(), 8765, "t").hosts == {"127.0.0.1:8765", "localhost:8765", "[::1]:8765"}
    proxied = Place(names=("Coach.example.com",), token_file="token", behind_proxy=True)
    assert "coach.example.com" in access(proxied, 8765, "t").hosts
    assert access(proxied, 8765, "t").scheme == "https"
    assert access(proxied, 8765, "t").everyone
    assert access(Place(certificate="c", key="k"), 443, "t").hosts == {"127.0.0.1", "localhost", "[::1]"}
