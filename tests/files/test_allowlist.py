"""Allowlist entries: which findings they allow, and which entries are of no use."""

import pytest

from coach.files.allowlist import Allowlist
from coach.files.checking import check_record
from coach.files.loading import load
from coach.files.records import Origin, Record
from coach.files.settings import Allowed

TODAY = "2026-06-01"


@pytest.fixture
def allowed(small_house, tmp_path):
    """The words of findings in a reply that entries allow."""
    del small_house
    mine = load()

    def call(text: str, *entries: Allowed, path: str = "lib/a.txt", record_id: str | None = None) -> list[str]:
        record = Record(Origin(path, "line 3", 3), text, id=record_id)
        findings = check_record(mine, record).turns[0].result.findings
        allowlist = Allowlist(entries, str(tmp_path / "work"), TODAY, means, {"姓名": "person"})
        call.allowlist = allowlist
        return [findings[index].excerpt for index in allowlist.allows(record, findings, text)]

    return call


def means(name: str, rule: str) -> bool:
    return name in (rule, rule.split("/")[1], rule.split("/")[0])


def entry(text: str, **fields: str) -> Allowed:
    return Allowed(**{"rule": "no-cannot", "text": text, "reason": "法务", "owner": "王老师", **fields})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("开封后不能退", "不能退"),
        ("开封後無法退", "开封后无法退"),  # either script
        ("您好，您说得对，开封后不能退", "您好"),  # anywhere in the sentence
        ("请看说明。开封后不能退", "说明。开封后"),  # reaching into it
        ("{姓名}，开封后不能退", "{姓名}，开封"),
        ("开\u200b封后不能退", "开封后"),
    ],
)
def test_words_around_the_finding(allowed, text: str, words: str):
    assert len(allowed(text, entry(words))) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [("请看说明。开封后不能退", "说明"), ("不能退。见说明", "说明"), ("不能退", "不能换")],
)
def test_words_elsewhere_do_not_count(allowed, text: str, words: str):
    assert allowed(text, entry(words)) == []


def test_one_of_several_findings(allowed):
    assert allowed("开封后不能退。今天不能换", entry("开封后")) == ["不能退"]


@pytest.mark.parametrize(
    ("fields", "is_allowed"),
    [
        ({"rule": "positive/no-cannot"}, True),
        ({"rule": "positive"}, True),
        ({"rule": "soon"}, False),
        ({"path": "lib/*.txt"}, True),
        ({"path": "other"}, False),
        ({"record": "line 3"}, True),
        ({"record": "R-7"}, True),
        ({"record": "line 4"}, False),
        ({"expires": TODAY}, True),
        ({"expires": "2026-05-31"}, False),
    ],
)
def test_rule_file_record_and_day(allowed, fields: dict[str, str], is_allowed: bool):
    assert bool(allowed("不能退", entry("不能退", **fields), record_id="R-7")) is is_allowed


def test_expired_and_unused_entries_are_known(allowed):
    used, unused = entry("不能退"), entry("不能换")
    elsewhere, expired = entry("不能换", path="other"), entry("不能退", expires="2020-01-01")
    here = entry("不能换", path="lib")
    allowed("不能退", used, unused, elsewhere, expired, here)
    assert allowed.allowlist.expired == [expired]
    assert allowed.allowlist.unused(whole=True) == [unused, here]
    assert allowed.allowlist.unused(whole=False) == [here]
