"""GitLab Code Quality: the keys that GitLab reads, and no two entries with one fingerprint."""

import json

import pytest

from coach.files.records import Origin, Record, Unreadable


@pytest.fixture
def entries(written):
    """The entries of a report; those that tell a finding have all keys."""

    def call(*parts: object, **told: object) -> list[dict]:
        found = json.loads(written("gitlab", *parts, **told))
        for one in found:
            assert one.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
            assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert one["location"]["lines"]["begin"] >= 1
        return found

    return call


def test_an_entry_for_each_finding(entries):
    found = entries(
        Record(Origin("a.txt", "line 3", 3), "抱歉，不能退，尽快"), Record(Origin("a.txt"), "我查", ("骗子",))
    )
    assert [(one["check_name"], one["severity"], one["location"]) for one in found] == [
        ("positive/no-cannot", "minor", {"path": "a.txt", "lines": {"begin": 3}}),
        ("strict/soon", "info", {"path": "a.txt", "lines": {"begin": 3}}),
        ("positive/soothe", "major", {"path": "a.txt", "lines": {"begin": 1}}),
    ]


def test_a_row_without_a_line_is_named(entries):
    [one] = entries(Record(Origin("a.xlsx", "促销!row 3"), "不能退"))
    assert one["description"].startswith("不说不能：促销!row 3，“不能退”：说了不能。")


def test_fingerprints_are_unique_and_stay(entries):
    records = [Record(Origin(path), "不能退") for path in ("a.txt", "a.txt", "b.txt")]
    first = [one["fingerprint"] for one in entries(*records)]
    assert len(set(first)) == 3
    moved = [record._replace(origin=record.origin._replace(line=9)) for record in records]
    assert [one["fingerprint"] for one in entries(*moved)] == first


def test_paths_are_told_from_the_folder_of_the_build(entries, tmp_path):
    [one] = entries(Record(Origin("深/我的 话术.txt"), "不能退"), folder=str(tmp_path))
    assert one["location"]["path"] == "work/深/我的 话术.txt"


def test_what_cannot_be_read_is_an_entry(entries):
    [one] = entries(Unreadable(Origin("a.csv", "row 3", 4), "少了几列"))
    assert (one["check_name"], one["severity"], one["location"]["lines"]["begin"]) == ("unreadable", "major", 4)
    assert one["description"] == "读不了：row 3：少了几列"


def test_nothing_is_an_empty_list(entries):
    assert entries() == []
    assert entries(Record(Origin("a.txt"), "好的")) == []
