"""Rules follow their files: an edit counts, a broken one does not, and neither drops a request."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.apps.web.reloading import Recipe, Reloading, Rules
from coach.files.watching import Watched

ROOT = Path(__file__).parents[3]
BROKEN = "guideline: no-cannot\ncheck: {kind: phrase, any: [办不了], oops: 1}\n"


class House:
    """A reloading house without a thread: each look is asked for."""

    def __init__(self, given: dict[str, Any], config: str | None = None) -> None:
        recipe = Recipe(config, given)
        watched = recipe.watched()
        self.said: list[str] = []
        self.rules = Rules(recipe.run())
        self.reloading = Reloading(self.rules, recipe, watched, self.said.append, prepare=False)

    def look(self) -> None:
        """As often as an edit needs to count, and the built-in packs to be looked at."""
        for _ in range(8):
            self.reloading.look()

    def found(self, text: str) -> list[str]:
        return [one.rule for one in self.rules.run.coach.check(text).findings]


@pytest.fixture
def house(write_pack, own_rule) -> House:
    """With a pack of one's own in which own/x marks 办不了."""
    return House({"packs": [write_pack({"x.yaml": own_rule})]})


def rewrite(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def test_nothing_is_loaded_anew_while_nothing_changes(house):
    before = house.rules.run
    house.look()
    assert house.rules.run is before
    assert (house.rules.problem, house.said) == ("", [])


def test_an_edit_counts(house, own_rule):
    assert (house.found("这个办不了"), house.found("这个弄不成")) == (["own/x"], [])
    Path("own/x.yaml").write_text(rewrite(own_rule, "办不了", "弄不成"), encoding="utf-8")
    house.look()
    assert (house.found("这个办不了"), house.found("这个弄不成")) == ([], ["own/x"])
    assert house.rules.problem == ""
    assert len(house.said) == 1


def test_a_new_rule_and_a_removed_one_count(house, own_rule):
    Path("own/y.yaml").write_text(rewrite(own_rule, "办不了", "弄不成"), encoding="utf-8")
    house.look()
    assert house.found("这个弄不成") == ["own/y"]
    Path("own/x.yaml").unlink()
    house.look()
    assert house.found("这个办不了") == []


def test_a_broken_edit_keeps_the_last_good_rules_and_says_where_once(house, own_rule):
    Path("own/x.yaml").write_text(BROKEN, encoding="utf-8")
    house.look()
    house.look()
    assert house.found("这个办不了") == ["own/x"]
    assert house.rules.problem.startswith("own/x.yaml:2:")
    [said] = house.said
    assert "own/x.yaml:2:" in said
    Path("own/x.yaml").write_text(rewrite(own_rule, "办不了", "弄不成"), encoding="utf-8")
    house.look()
    assert house.rules.problem == ""
    assert house.found("这个弄不成") == ["own/x"]


def test_a_broken_edit_that_is_taken_back_leaves_no_complaint(house, own_rule):
    Path("own/x.yaml").write_text("{", encoding="utf-8")
    house.look()
    assert house.rules.problem
    Path("own/x.yaml").write_text(own_rule, encoding="utf-8")
    house.look()
    assert house.rules.problem == ""
    assert house.found("这个办不了") == ["own/x"]


@pytest.mark.parametrize(
    "loss", [lambda: shutil.rmtree("own"), lambda: Path("own/pack.yaml").unlink()], ids=["folder", "pack.yaml"]
)
def test_a_pack_that_is_gone_keeps_its_rules_until_it_is_back(house, write_pack, own_rule, loss):
    loss()
    house.look()
    assert house.found("这个办不了") == ["own/x"]
    assert "own" in house.rules.problem
    write_pack({"x.yaml": rewrite(own_rule, "办不了", "弄不成")})
    house.look()
    assert house.rules.problem == ""
    assert house.found("这个弄不成") == ["own/x"]


def test_what_was_broken_from_the_start_does_not_hold_up_other_edits(write_pack, own_rule):
    house = House({"packs": [write_pack({"x.yaml": own_rule, "y.yaml": BROKEN})]})
    assert house.rules.problem.startswith("own/y.yaml:2:")
    Path("own/x.yaml").write_text(rewrite(own_rule, "办不了", "弄不成"), encoding="utf-8")
    house.look()
    assert house.found("这个弄不成") == ["own/x"]
    assert house.rules.problem.startswith("own/y.yaml:2:")


def test_a_built_in_pack_is_watched_too(house, small_house):
    rule = small_house / "positive" / "no-cannot.yaml"
    rule.unlink()
    house.look()
    assert house.found("亲，不能退的哦") == []


def test_coach_yaml_counts_when_it_comes_changes_breaks_and_goes(small_house):
    house = House({})
    file = Path("coach.yaml")
    assert house.found("不能退") == ["positive/no-cannot"]
    file.write_text("ignore: [no-cannot]\n", encoding="utf-8")
    house.look()
    assert house.found("不能退") == []
    file.write_text("ignore: [no-canot]\n", encoding="utf-8")
    house.look()
    assert house.found("不能退") == []
    assert house.rules.problem.startswith("coach.yaml:1: ")
    file.write_text("ignore: [\n", encoding="utf-8")
    house.look()
    assert house.rules.problem.startswith("coach.yaml:")
    file.unlink()
    house.look()
    assert (house.found("不能退"), house.rules.problem) == (["positive/no-cannot"], "")


def test_the_file_of_an_allowlist_is_watched(small_house):
    Path("coach.yaml").write_text("allowlist: list.yaml\n", encoding="utf-8")
    Path("list.yaml").write_text("", encoding="utf-8")
    house = House({})
    entry = "- {rule: no-cannot, text: 不能退, reason: 法务, owner: 王老师}\n"
    Path("list.yaml").write_text(entry, encoding="utf-8")
    house.look()
    assert [one.text for one in house.rules.run.settings.allowlist] == ["不能退"]
    Path("list.yaml").write_text("- {rule: no-cannot}\n", encoding="utf-8")
    house.look()
    assert house.rules.problem.startswith("list.yaml:1:")


def test_a_pack_that_coach_yaml_names_is_watched_from_the_moment_it_is_named(write_pack, own_rule):
    house = House({})
    Path("coach.yaml").write_text("packs: [./own]\n", encoding="utf-8")
    house.look()
    assert house.rules.problem.startswith("coach.yaml:1: ")
    write_pack({"x.yaml": own_rule})
    house.look()
    assert (house.found("这个办不了"), house.rules.problem) == (["own/x"], "")
    Path("own/x.yaml").write_text(BROKEN, encoding="utf-8")
    house.look()
    assert house.found("这个办不了") == ["own/x"]
    assert house.rules.problem.startswith("own/x.yaml:2:")


def test_healthz_tells_what_is_wrong(client, small_house):
    rules = client.app.state.rules
    assert client.get("/healthz").json()["rules"] == "ok"
    rules.problem = "own/x.yaml:2:5: 不认识的键"
    answer = client.get("/healthz").json()
    assert (answer["rules"], answer["problem"]) == ("stale", "own/x.yaml:2:5: 不认识的键")


@pytest.fixture
def server(tmp_path, checkout, own_rule, port_of) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """A real server in a folder with a pack of one's own; its port and its process."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pack.yaml").write_text("name: own\n", encoding="utf-8")
    (tmp_path / "own" / "x.yaml").write_text(own_rule, encoding="utf-8")
    (tmp_path / "coach.yaml").write_text("packs: [./own]\n", encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-m", "coach", "serve", "--port", "0", "--rate", "100000"]
    environment = {**os.environ, "PYTHONPATH": str(checkout), "COACH_DATA": str(tmp_path / "data")}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", cwd=tmp_path, env=environment)
    yield port_of(process), process
    process.kill()
    process.communicate()


def ask(port: int, path: str, body: Any = None) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST" if body else "GET", path, json.dumps(body) if body else None)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    assert answer.status == 200, told
    return told


def wait(until: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


@pytest.mark.skipif(os.name == "nt", reason="links and signals are others there")
def test_a_running_server_follows_its_pack_without_a_dropped_request(server, tmp_path, own_rule):
    port, process = server
    stop, asked = threading.Event(), [0]

    def ask_all_the_time() -> None:
        while not stop.is_set():
            ask(port, "/api/check", {"text": "您好，我来帮您看看"})
            asked[0] += 1

    def rules_of(text: str) -> list[str]:
        return [one["rule"] for one in ask(port, "/api/check", {"text": text})["findings"]]

    failures: list[Any] = []
    threading.excepthook, before = failures.append, threading.excepthook
    try:
        thread = threading.Thread(target=ask_all_the_time)
        thread.start()
        assert "own/x" in rules_of("这个办不了")
        (tmp_path / "own" / "x.yaml").write_text(rewrite(own_rule, "办不了", "弄不成"), encoding="utf-8")
        wait(lambda: "own/x" in rules_of("这个弄不成"))
        (tmp_path / "own" / "x.yaml").write_text(BROKEN, encoding="utf-8")
        wait(lambda: ask(port, "/healthz")["rules"] == "stale")
        assert "own/x.yaml:2:" in ask(port, "/healthz")["problem"]
        assert "own/x" in rules_of("这个弄不成")
        shutil.rmtree(tmp_path / "own")
        wait(lambda: "coach.yaml:1: " in ask(port, "/healthz").get("problem", ""))
        assert "own/x" in rules_of("这个弄不成")
    finally:
        stop.set()
        thread.join(30)
        threading.excepthook = before
    assert not failures
    assert asked[0] > 10
    process.terminate()
    _, err = process.communicate(timeout=30)
    assert err.count("own/x.yaml:2:") == 1
    assert "Traceback" not in err


def test_what_lies_in_the_working_folder_does_not_run(tmp_path, monkeypatch):
    for name in ("json", "os", "yaml", "coach"):
        (tmp_path / f"{name}.py").write_text("open('it-ran', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    Recipe("none", {"packs": ["no-such-pack"]}).prepare()
    assert not (tmp_path / "it-ran").exists()


def test_an_entry_that_expires_overnight_is_seen_to(small_house, monkeypatch):
    entry = '{rule: no-cannot, text: 不能, reason: 试用, owner: 王老师, expires: "2030-01-31"}'
    Path("coach.yaml").write_text(f"allowlist: [{entry}]\n", encoding="utf-8")
    watched = Watched(None, {})
    assert watched.look() == watched.first
    monkeypatch.setattr("coach.files.watching.time.strftime", lambda _form: "2030-02-01")
    assert watched.look() != watched.first
