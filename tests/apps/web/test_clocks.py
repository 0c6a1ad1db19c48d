"""A wall clock that is set forward and back: what lasts for a while lasts that long, and order stays."""

from __future__ import annotations

import inspect
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from coach.apps.web import limits
from coach.apps.web.pairing import Pairings
from coach.apps.web.reloading import Recipe, Reloading, Rules
from coach.files import cache

HOST = "127.0.0.1:8765"
PAGE = {"origin": f"http://{HOST}", "authorization": "Bearer a-token-for-the-tests"}
EXTENSION = {"origin": "chrome-extension://" + "a" * 32}
DECADE = 3650


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[int], None]:
    """Sets the wall clock so many days off; the clock that only grows goes on as it did."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    off = [0]
    real, real_ns = time.time, time.time_ns

    class Wrong(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=off[0])

    monkeypatch.setattr(time, "time", lambda: real() + off[0] * 86_400)
    monkeypatch.setattr(time, "time_ns", lambda: real_ns() + off[0] * 86_400 * 10**9)
    for module in ("coach.apps.web.pairing", "coach.files.feedback"):
        monkeypatch.setattr(f"{module}.datetime", Wrong)

    def jump(days: int) -> None:
        off[0] = days

    return jump


def code(client) -> str:
    return client.post("/api/pair/code", headers=PAGE).json()["code"]


@pytest.mark.parametrize("timed", [Pairings, limits.Rate])
def test_what_lasts_for_a_while_goes_by_the_clock_that_only_grows(timed):
    assert inspect.signature(timed).parameters["clock"].default is time.monotonic


@pytest.mark.parametrize("days", [DECADE, -DECADE])
def test_a_pairing_code_and_a_pairing_hold_whatever_the_clock_says(jump, client, days):
    digits = code(client)
    jump(days)
    token = client.post("/api/pair", json={"code": digits}, headers=EXTENSION).json()["token"]
    asking = {**EXTENSION, "authorization": f"Bearer {token}"}
    jump(-days)
    assert client.post("/api/check", json={"text": "您好"}, headers=asking).status_code == 200
    [since] = [one["since"] for one in client.get("/api/pairings", headers=PAGE).json()["pairings"]]
    assert abs(datetime.fromisoformat(since) - datetime.now(UTC) - timedelta(days=days)) < timedelta(days=1)


def test_a_clock_that_jumps_gives_nobody_more_requests_and_locks_nobody_out(make_client, jump, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("coach.apps.web.app.Rate", lambda per_second: limits.Rate(per_second, lambda: now[0]))
    client = make_client(per_second=2)

    def asked() -> list[int]:
        return [client.post("/api/check", json={"text": "您好"}).status_code for _ in range(5)]

    assert asked() == [200] * 4 + [429]
    jump(DECADE)
    assert asked() == [429] * 5
    jump(-DECADE)
    now[0] = 2.0
    assert asked() == [200] * 4 + [429]


def test_feedback_stays_in_the_order_in_which_it_was_told(jump, client):
    names = []
    for days in (0, DECADE, -DECADE, 0):
        jump(days)
        names.append(str(uuid4()))
        told = {"id": names[-1], "action": "dismissed", "rule": "positive/no-cannot", "guideline": "no-cannot"}
        rest = {"severity": "warning", "fingerprint": "f", "excerpt": "不能退", "surface": "desk"}
        assert client.post("/api/feedback", json={**told, **rest}).status_code == 200
    found = client.get("/api/feedback").json()["dismissals"]
    assert [one["id"] for one in found] == names[::-1]
    years = [datetime.fromisoformat(one["at"]).year - datetime.now(UTC).year for one in found]
    assert years[1] < 0 < years[2]


@pytest.mark.parametrize("days", [DECADE, -DECADE])
def test_an_edit_counts_whatever_the_clock_says(write_pack, own_rule, jump, days):
    recipe = Recipe(None, {"packs": [write_pack({"x.yaml": own_rule})]})
    watched, rules = recipe.watched(), Rules(recipe.run())
    reloading = Reloading(rules, recipe, watched, lambda _sentence: None, prepare=False)
    jump(days)
    Path("own/x.yaml").write_text(own_rule.replace("办不了", "弄不成"), encoding="utf-8")
    then = time.time_ns()
    os.utime("own/x.yaml", ns=(then, then))
    for _ in range(3):
        reloading.look()
    assert [one.rule for one in rules.run.coach.check("这个弄不成").findings] == ["own/x"]


def test_what_was_just_compiled_is_kept_where_everything_else_is_from_the_future(tmp_path):
    for number in range(cache.KEPT):
        path = tmp_path / f"{number}.book"
        cache.store(str(path), b"old")
        os.utime(path, (4_000_000_000 + number, 4_000_000_000 + number))
    for name in ("a", "b"):
        cache.store(str(tmp_path / f"{name}.book"), b"new")
        assert (tmp_path / f"{name}.book").read_bytes() == b"new"
        assert len(list(tmp_path.iterdir())) == cache.KEPT
