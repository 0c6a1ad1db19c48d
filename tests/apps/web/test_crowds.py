"""Many connections at once, slow ones, and long drafts: a healthy client is answered all the same."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
CROWD = 500
LIMITED = """
import coach.apps.web.connections as connections
import coach.apps.web.limits as limits
connections.CONNECTIONS = 40
connections._Connection.most_connections = 40
make = connections.connection_class
connections.connection_class = lambda most: make(40, 1.0, 1.0)
import sys
from coach.apps.cli.main import main
sys.argv = ["coach", "serve", "--port", "0", "--config", "none"]
main()
"""
FAULTY = "亲，这边不能退货的哦，我们尽快给您处理，但是系统规定如此，请您耐心等待。"


def started(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", *command], stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT
    )


@pytest.fixture(scope="module")
def port(port_of) -> Iterator[int]:
    """Of a running server."""
    process = started("-m", "coach", "serve", "--port", "0", "--config", "none")
    yield port_of(process)
    process.kill()
    _, told = process.communicate()
    assert told == ""  # clients that come and go are nothing to speak of; and a full pipe would stop the server


@pytest.fixture(scope="module")
def limited(port_of) -> Iterator[int]:
    """The port of a server that takes 40 connections, and waits a second for the head of a request."""
    process = started("-c", LIMITED)
    yield port_of(process)
    process.kill()
    process.communicate()


def ask(port: int, text: str = "您好", timeout: float = 60) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    connection.request("POST", "/api/check", json.dumps({"text": text}))
    answer = connection.getresponse()
    told = answer.status, json.loads(answer.read())
    connection.close()
    return told


def opened(port: int, sent: bytes = b"") -> socket.socket:
    one = socket.create_connection(("127.0.0.1", port), timeout=60)
    one.sendall(sent)
    return one


def read(one: socket.socket) -> tuple[int, Any]:
    """The answer on a connection that is closed after it."""
    content = b""
    while part := one.recv(65536):
        content += part
    head, _, body = content.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def test_five_hundred_sockets_of_every_kind_and_a_healthy_client_beside_them(port):
    from websockets.sync.client import connect

    head = f"POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n".encode()
    kinds = (
        b"",
        head,
        b"GET",
        head + b"Content-Length: 1000\r\n\r\n{",
        head + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    )
    with ExitStack() as crowd:
        for number in range(CROWD - 50):
            crowd.enter_context(opened(port, kinds[number % len(kinds)]))
        for _ in range(50):
            line = crowd.enter_context(connect(f"ws://127.0.0.1:{port}/api/live", proxy=None))
        for _ in range(5):
            assert ask(port)[0] == 200
        line.send(json.dumps({"seq": 1, "text": "您好"}))
        assert json.loads(line.recv(timeout=60))["seq"] == 1
    assert ask(port)[0] == 200


def test_one_connection_too_many_is_told_so_and_later_there_is_room_again(limited):
    with ExitStack() as crowd:
        for _ in range(40):
            crowd.enter_context(opened(limited))
        with opened(limited, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") as late:
            status, told = read(late)
        assert (status, told["error"]["code"]) == (503, "busy")
    end = time.monotonic() + 30
    while (status := ask(limited)[0]) != 200 and time.monotonic() < end:
        time.sleep(0.05)
    assert status == 200


@pytest.mark.parametrize("sent", [b"", b"POST /api/check HTTP/1.1\r\n", b"GE"], ids=repr)
def test_a_head_that_does_not_arrive_is_not_waited_for(limited, sent):
    with opened(limited, sent) as slow:
        status, told = read(slow)
    assert (status, told["error"]["code"]) == (408, "timeout")


def test_the_second_head_on_a_connection_is_not_waited_for_either(limited):
    with opened(limited) as slow:
        slow.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{limited}\r\n\r\n".encode())
        assert slow.recv(65536).startswith(b"HTTP/1.1 200")
        slow.sendall(b"GET /heal")
        content = b""
        while part := slow.recv(65536):
            content += part
    assert b"408" in content


def test_a_live_line_may_be_silent_for_longer_than_a_head_may_take(limited):
    from websockets.sync.client import connect

    with connect(f"ws://127.0.0.1:{limited}/api/live", proxy=None) as line:
        time.sleep(1.5)
        line.send(json.dumps({"seq": 1, "text": "您好"}))
        assert json.loads(line.recv(timeout=60))["seq"] == 1


@pytest.mark.parametrize("close", [{}, {"Connection": "close"}], ids=["kept", "closed"])
@pytest.mark.parametrize("is_told", [True, False], ids=["length", "chunks"])
def test_who_sends_ten_megabytes_before_reading_anything_reads_why_they_are_refused(port, is_told, close):
    large = b"a" * 10 * 1024 * 1024 if is_told else iter([b"a" * 65536] * 160)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/api/check", large, close)
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())["error"]["code"]) == (413, "too_large")
    connection.close()
    assert ask(port)[0] == 200


@pytest.mark.parametrize("path", ["/healthz", "/nowhere"])
def test_a_body_that_nobody_reads_holds_no_connection(port, path):
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 1000000000\r\n\r\n"
    with opened(port, head.encode() + b"a") as endless:
        content = b""
        while part := endless.recv(65536):
            content += part
    assert content.startswith((b"HTTP/1.1 200", b"HTTP/1.1 404"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other buffers")
def test_who_never_reads_the_answers_is_let_go(limited):
    """Each answer is larger than what the two ends hold for a client that does not read."""
    body = json.dumps({"text": (FAULTY * 2000)[:30_000]}, ensure_ascii=False).encode()
    head = f"POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{limited}\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.settimeout(60)
        deaf.connect(("127.0.0.1", limited))
        with pytest.raises(ConnectionError):
            deaf.sendall((head.encode() + body) * 100)
    assert ask(limited)[0] == 200


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nHost\r\n\r\n"], ids=repr
)
def test_what_is_not_http_is_refused_in_the_one_shape(port, sent):
    with opened(port, sent) as strange:
        status, told = read(strange)
    assert (status, told["error"]["code"]) == (400, "malformed")
    assert ask(port)[0] == 200


def test_after_a_body_that_is_too_large_the_connection_is_closed(port):
    head = f"POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 10485760\r\n\r\n"
    with opened(port, head.encode() + b"a" * 1000) as large:
        status, told = read(large)
    assert (status, told["error"]["code"]) == (413, "too_large")


def test_a_long_faulty_draft_holds_up_nobody(port):
    """While it is worked on, which takes seconds, short ones are answered: it is not through before they are."""
    long = (FAULTY * 60)[:1990]
    assert ask(port, FAULTY)[0] == 200
    done = threading.Event()

    def draft() -> None:
        ask(port, long, timeout=300)
        done.set()

    thread = threading.Thread(target=draft)
    thread.start()
    time.sleep(0.1)
    answered = [ask(port, text)[0] for text in ("您好，我来帮您看看", FAULTY)]
    was_done = done.is_set()
    thread.join(300)
    assert answered == [200, 200]
    assert not was_done


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit there")
def test_a_low_limit_of_open_files_is_raised_or_kept_clear_of():
    script = (
        "import resource; from coach.apps.web.connections import CONNECTIONS, SPARE_FILES, most_connections\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))\n"
        "assert most_connections() == CONNECTIONS\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (300, 300))\n"
        "assert most_connections() == 300 - SPARE_FILES\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
