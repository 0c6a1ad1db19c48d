"""The store of feedback: on disk before it is answered, masked, and back again once what hindered it is gone."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.files.feedback import LISTED, Feedback, FeedbackStore

ROOT = Path(__file__).parents[2]


def told(name="id-000001", action="dismissed", rule="positive/no-cannot", **rest) -> Feedback:
    given = {"guideline": rule.split("/")[-1], "severity": "warning", "fingerprint": "f", "excerpt": "不能退"}
    return Feedback(name, action, rule, **{**given, "surface": "desk", **rest})


@pytest.fixture
def store(tmp_path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "data")


def test_what_was_added_is_there_for_the_next_process(store):
    store.add(told(reason="fits-here"), with_text=False)
    [one] = FeedbackStore(store.path.parent).summary().dismissals
    assert (one.id, one.rule, one.excerpt, one.reason) == ("id-000001", "positive/no-cannot", "不能退", "fits-here")
    assert one.at.endswith("+00:00")
    assert (one.text, one.context, one.settled) == (None, (), None)


def test_reading_makes_no_file(store):
    assert store.summary() == ([], [])
    assert store.dismissals_of("id") == []
    assert store.clear() == 0
    assert not store.path.parent.exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_file_and_folder_are_private(store):
    store.add(told(), with_text=False)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_the_same_told_again_counts_once(store):
    store.add(told(), with_text=False)
    store.add(told(action="accepted"), with_text=False)
    [rule] = store.summary().rules
    assert (rule.accepted, rule.edited, rule.dismissed) == (0, 0, 1)


def test_rules_are_counted_and_the_most_dismissed_comes_first(store):
    deeds = [("a/one", "accepted"), ("a/one", "dismissed"), ("a/two", "dismissed"), ("a/three", "edited")]
    for number, (rule, action) in enumerate(deeds):
        reason = "other" if action == "dismissed" else None
        store.add(told(f"id-{number:06}", action, rule, reason=reason), with_text=False)
    rules = store.summary().rules
    assert [one.rule for one in rules] == ["a/two", "a/one", "a/three"]
    assert rules[1] == ("a/one", "one", 1, 0, 1, {"other": 1})
    assert [one.dismissed_share for one in rules] == [1.0, 0.5, 0.0]


def test_only_the_newest_dismissals_are_listed(store):
    for number in range(LISTED + 3):
        store.add(told(f"id-{number:06}"), with_text=False)
    listed = store.summary().dismissals
    assert len(listed) == LISTED
    assert listed[0].id == f"id-{LISTED + 2:06}"


def test_identifiers_are_starred_and_texts_stored_only_when_wanted(store):
    secret = {"excerpt": "打13800001111", "replacement": "写信到 li@example.com", "text": "卡号6222000011112222"}
    secret["context"] = ("13900002222",)
    store.add(told("id-000001", **secret), with_text=False)
    assert store.summary().dismissals[0].text is None
    store.add(told("id-000002", **secret), with_text=True)
    one = store.summary().dismissals[0]
    assert (one.excerpt, one.text, one.context) == ("打138****11", "卡号622****22", ("139****22",))
    content = store.path.read_bytes()
    for part in (b"0000111", b"li@example", b"0001111", b"0000222"):
        assert part not in content


def test_of_a_whole_reply_only_the_beginning_is_kept_unless_texts_are_wanted(store):
    whole = {"excerpt": "不能退" * 100, "replacement": "我来帮您换" * 60}
    store.add(told("id-000001", **whole), with_text=False)
    [one] = store.summary().dismissals
    assert one.excerpt == ("不能退" * 100)[:39] + "…"
    assert ("我来帮您换" * 9).encode() not in store.path.read_bytes()
    store.add(told("id-000002", **whole), with_text=True)
    assert store.summary().dismissals[0].excerpt == whole["excerpt"]


@pytest.mark.parametrize("strange", ["", "\ud800不能", "a\0b", "'; DROP TABLE feedback; --", "⟨空⟩" * 1000], ids=ascii)
def test_strange_text_is_stored_like_any_other(store, strange):
    store.add(told(excerpt=strange, text=strange, context=(strange,)), with_text=True)
    [one] = store.summary().dismissals
    assert one.excerpt == one.text == strange.replace("\ud800", "?")


def test_a_dismissal_is_settled_once(store):
    store.add(told(), with_text=False)
    assert store.settle("id-000001", "allowed", lambda one: f"written {one.excerpt}") == "written 不能退"
    assert store.summary().dismissals[0].settled == "allowed"
    with pytest.raises(ValueError, match="id-000001"):
        store.settle("id-000001", "labelled", lambda _one: "again")
    for unknown in ("id-999999", "", "\ud800"):
        with pytest.raises(KeyError):
            store.settle(unknown, "allowed", lambda _one: "never")


def test_what_could_not_be_written_elsewhere_is_not_settled(store):
    store.add(told(), with_text=False)

    def fails(_one):
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        store.settle("id-000001", "allowed", fails)
    assert store.summary().dismissals[0].settled is None


def test_only_what_was_dismissed_can_be_settled(store):
    store.add(told(action="accepted"), with_text=False)
    with pytest.raises(KeyError):
        store.settle("id-000001", "allowed", lambda _one: "never")


def test_clear_leaves_nothing_behind(store):
    store.add(told(excerpt="一句不会再有的话"), with_text=False)
    assert store.clear() == 1
    assert store.summary() == ([], [])
    assert "一句不会再有的话".encode() not in store.path.read_bytes()
    store.add(told(), with_text=False)


def test_a_locked_file_is_told_and_serves_again_once_it_is_free(store):
    store.add(told(), with_text=False)
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="占着"):
        store.add(told("id-000002"), with_text=False)
    with pytest.raises(StoreError, match="占着"):
        store.summary()
    holder.execute("ROLLBACK")
    holder.close()
    store.add(told("id-000002"), with_text=False)
    assert len(store.summary().dismissals) == 2


def test_a_file_that_vanished_is_told_and_serves_again_once_it_is_back(store, tmp_path):
    store.add(told(), with_text=False)
    store.path.parent.rename(tmp_path / "elsewhere")
    for ask in (lambda: store.add(told("id-000002"), with_text=False), store.summary, store.clear):
        with pytest.raises(StoreError, match="不见了"):
            ask()
    assert not store.path.parent.exists()
    (tmp_path / "elsewhere").rename(store.path.parent)
    store.add(told("id-000002"), with_text=False)
    assert len(store.summary().dismissals) == 2


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to look at" * 40, b"SQLite format 3\0" + b"\xff" * 900]
)
def test_a_damaged_file_is_told_and_kept(store, content):
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    for ask in (lambda: store.add(told(), with_text=False), store.summary):
        with pytest.raises(StoreError):
            ask()
    assert store.path.read_bytes() == content
    store.path.unlink()
    store.add(told(), with_text=False)


def test_a_folder_in_the_place_of_the_file_is_told(store):
    store.path.mkdir(parents=True)
    with pytest.raises(StoreError):
        store.add(told(), with_text=False)
    store.path.rmdir()
    store.path.parent.rmdir()
    store.path.parent.write_text("a file in the place of the folder")
    with pytest.raises(StoreError, match="数据文件夹"):
        store.add(told(), with_text=False)


def test_a_file_of_a_later_release_is_left_alone(store):
    store.add(told(), with_text=False)
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    for ask in (lambda: store.add(told("id-000002"), with_text=False), store.summary):
        with pytest.raises(StoreError, match="升级"):
            ask()


FULL = """
import resource, sys
from pathlib import Path
from coach.errors import StoreError
from coach.files.feedback import Feedback, FeedbackStore

store = FeedbackStore(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
kept = 0
try:
    while kept < 1000:
        given = Feedback(f"id-{kept:06}", "dismissed", "a/b", "b", "info", "f", "不能" * 500, "desk")
        store.add(given, with_text=False)
        kept += 1
except StoreError as error:
    print(kept, error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.add(Feedback("id-later", "dismissed", "a/b", "b", "info", "f", "不能", "desk"), with_text=False)
print(store.summary().rules[0].dismissed)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_a_full_disk_is_told_loses_nothing_and_serves_again_once_there_is_room(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "data")], capture_output=True, encoding="utf-8", cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    told_full, left = done.stdout.splitlines()
    kept = int(told_full.split()[0])
    assert 0 < kept < 1000
    assert int(left) == kept + 1
