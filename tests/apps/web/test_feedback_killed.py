"""A server killed while feedback comes in: nothing is lost that was answered with 200."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from uuid import uuid4

import pytest

from coach.files.feedback import FeedbackStore

ROOT = Path(__file__).parents[3]
CONNECTIONS = 6
ENOUGH = 60
"""So many answers, and the server is killed."""


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", "-m", "coach", "serve", "--port", "0", "--config", "none"]
    environment = {**os.environ, "COACH_DATA": str(folder)}
    return subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT, env=environment)


def body(name: str) -> bytes:
    given = {"id": name, "action": "dismissed", "rule": "a/b", "guideline": "b", "severity": "info"}
    return json.dumps({**given, "fingerprint": "f", "excerpt": "不能", "surface": "desk"}).encode()


def tell(port: int, answered: list[str], enough: threading.Event) -> None:
    """Tell one after the other until the server is gone."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        while True:
            name = str(uuid4())
            connection.request("POST", "/api/feedback", body(name))
            answer = connection.getresponse()
            if answer.status == 200 and json.loads(answer.read())["stored"]:
                answered.append(name)
            if len(answered) >= ENOUGH:
                enough.set()
    except (OSError, http.client.HTTPException):
        enough.set()
    finally:
        connection.close()


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal there")
def test_nothing_is_lost_that_was_answered(tmp_path, port_of):
    process = start(tmp_path)
    port = port_of(process)
    answered: list[str] = []
    enough = threading.Event()
    threads = [threading.Thread(target=tell, args=(port, answered, enough)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    assert enough.wait(60)
    process.send_signal(signal.SIGKILL)
    for thread in threads:
        thread.join(30)
    process.communicate(timeout=30)
    assert len(answered) >= ENOUGH

    process = start(tmp_path)
    port = port_of(process)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/api/feedback")
    summary = json.loads(connection.getresponse().read())
    connection.request("POST", "/api/feedback", body(answered[0]))
    assert connection.getresponse().status == 200
    connection.close()
    process.kill()
    process.communicate(timeout=30)
    stored = {one.id for name in answered for one in FeedbackStore(tmp_path).dismissals_of(name)}
    assert set(answered) <= stored
    in_flight = CONNECTIONS
    assert len(answered) <= summary["rules"][0]["dismissed"] <= len(answered) + in_flight
