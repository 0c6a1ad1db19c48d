"""Two servers on one data folder: what either was told is kept, also when one of them is killed."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

EXTENSION = "chrome-extension://" + "a" * 32
TOLD = {
    "action": "dismissed", "rule": "positive/no-cannot", "guideline": "no-cannot", "severity": "warning",
    "fingerprint": "f", "excerpt": "不能", "surface": "desk",
}  # fmt: skip
EACH = 25
THREADS = 3


@pytest.fixture
def servers(server_type: type, checkout: Path, tmp_path: Path) -> Iterator[list[Any]]:
    """Two of them."""
    made = [server_type(tmp_path, "--config", "none", root=checkout) for _ in range(2)]
    yield made
    for server in made:
        server.stop()


def ask(server: Any, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, json.dumps(body).encode(), headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def page_token(server: Any) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", "/")
    found = re.search(r'name="coach-token" content="([^"]+)"', connection.getresponse().read().decode())
    connection.close()
    return {"authorization": f"Bearer {found[1]}"}


def at_once(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)


def tell(server: Any, answered: list[str], statuses: list[int]) -> None:
    """Tell feedback until enough was told, or the server is gone."""
    for _ in range(EACH):
        name = str(uuid4())
        try:
            status, _ = ask(server, "POST", "/api/feedback", {"id": name, **TOLD})
        except (OSError, http.client.HTTPException):
            return
        statuses.append(status)
        if status == 200:
            answered.append(name)


def kept(server: Any) -> int:
    """How many dismissals the server knows of."""
    _, summary = ask(server, "GET", "/api/feedback")
    return int(summary["rules"][0]["dismissed"])


def test_feedback_told_to_both_at_once_is_kept_and_both_know_it(servers):
    answered: list[str] = []
    statuses: list[int] = []
    at_once(*(lambda one=one: tell(one, answered, statuses) for one in servers * THREADS))
    assert statuses == [200] * (2 * THREADS * EACH)
    assert [kept(one) for one in servers] == [len(answered)] * 2


def test_one_is_killed_and_the_other_goes_on_with_what_both_were_told(servers):
    killed, other = servers
    answered: list[str] = []
    beside: list[int] = []

    def kill() -> None:
        for _ in range(600):
            if len(answered) >= 10:
                break
            time.sleep(0.05)
        killed.stop()

    at_once(
        *(lambda: tell(killed, answered, []) for _ in range(THREADS)),
        lambda: tell(other, answered, beside),
        kill,
    )
    assert beside == [200] * EACH
    in_flight = THREADS
    assert len(answered) <= kept(other) <= len(answered) + in_flight
    status, _ = ask(other, "POST", "/api/feedback", {"id": answered[0], **TOLD})
    assert status == 200


def pair(server: Any, tokens: list[str]) -> None:
    """Pair an extension again and again."""
    page = page_token(server)
    for _ in range(8):
        code = ask(server, "POST", "/api/pair/code", **page)[1]["code"]
        status, answer = ask(server, "POST", "/api/pair", {"code": code}, origin=EXTENSION)
        assert status == 200, answer
        tokens.append(answer["token"])


def test_pairings_made_at_both_at_once_are_all_kept_and_good_at_both(servers):
    tokens: list[str] = []
    at_once(*(lambda one=one: pair(one, tokens) for one in servers))
    assert len(tokens) == 16
    for server in servers:
        for token in tokens:
            asked = {"origin": EXTENSION, "authorization": f"Bearer {token}"}
            assert ask(server, "POST", "/api/check", {"text": "您好"}, **asked)[0] == 200


def test_what_is_forgotten_at_both_at_once_is_forgotten(servers):
    tokens: list[str] = []
    pair(servers[0], tokens)
    page = {id(one): page_token(one) for one in servers}
    names = [one["id"] for one in ask(servers[0], "GET", "/api/pairings", **page[id(servers[0])])[1]["pairings"]]

    def forget(server: Any, some: list[str]) -> None:
        for name in some:
            assert ask(server, "DELETE", f"/api/pairings/{name}", **page[id(server)])[0] == 200

    at_once(lambda: forget(servers[0], names[:4]), lambda: forget(servers[1], names[4:]))
    for server in servers:
        assert ask(server, "GET", "/api/pairings", **page[id(server)])[1]["pairings"] == []


def test_a_dismissal_is_settled_at_one_of_them_only(server_type, checkout, tmp_path):
    servers = [server_type(tmp_path, root=checkout) for _ in range(2)]
    names = [str(uuid4()) for _ in range(6)]
    for name in names:
        ask(servers[0], "POST", "/api/feedback", {"id": name, **TOLD})
    page = {id(one): page_token(one) for one in servers}
    statuses: list[int] = []

    def settle(server: Any) -> None:
        for name in names:
            body = {"text": f"亲，不能退的 {name}"}
            statuses.append(ask(server, "POST", f"/api/feedback/{name}/label", body, **page[id(server)])[0])

    at_once(*(lambda one=one: settle(one) for one in servers))
    for server in servers:
        server.stop()
    assert sorted(statuses) == [200] * 6 + [409] * 6
    rows = (tmp_path / "labelled.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(row)["id"] for row in rows) == sorted(names)
