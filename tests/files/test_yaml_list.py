"""One more entry in a list that people wrote: everything else stays as it is."""

import pytest

from coach.errors import WriteError
from coach.files import marked_yaml
from coach.files.yaml_list import appended

NEW = {"rule": "no-but", "text": "不能：退", "reason": "法务要求"}
ENTRY = """\
  - rule: no-but
    text: "不能：退"
    reason: 法务要求
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "allowlist:\n" + ENTRY),
        ("# 说明\n", "# 说明\nallowlist:\n" + ENTRY),
        ("schema: 1", "schema: 1\nallowlist:\n" + ENTRY),
        ("allowlist: []  # 还没有\nfail-on: error\n", "allowlist:  # 还没有\n" + ENTRY + "fail-on: error\n"),
        (
            "allowlist:  # 名单\n  - rule: a # 一\n    text: b  # 二\n\n# 以下是级别\nfail-on: error\n",
            "allowlist:  # 名单\n  - rule: a # 一\n    text: b  # 二\n" + ENTRY + "\n# 以下是级别\nfail-on: error\n",
        ),
        (
            "allowlist:\n- rule: a\n  text: b\nfail-on: error",
            "allowlist:\n- rule: a\n  text: b\n" + ENTRY.replace("\n  ", "\n")[2:] + "fail-on: error",
        ),
        (
            "allowlist:\n  - rule: a\n    text: |\n      b\n      c\n",
            "allowlist:\n  - rule: a\n    text: |\n      b\n      c\n" + ENTRY,
        ),
        ("allowlist:\n  - {rule: a, text: b}  # 短\n", "allowlist:\n  - {rule: a, text: b}  # 短\n" + ENTRY),
        (
            "allowlist: [{rule: a, text: b}]  # 短\n",
            'allowlist: [{rule: a, text: b}, {rule: "no-but", text: "不能：退", reason: "法务要求"}]  # 短\n',
        ),
        (
            "allowlist: [\n  {rule: a, text: b},\n]\n",
            'allowlist: [\n  {rule: a, text: b}, {rule: "no-but", text: "不能：退", reason: "法务要求"}]\n',
        ),
    ],
)  # fmt: skip
def test_an_entry_is_added_and_the_rest_stays(before, after):
    made = appended(before, NEW, "coach.yaml", "allowlist")
    assert made.text == after
    assert marked_yaml.parse(made.text, "").data["allowlist"][-1] == NEW
    assert "no-but" in made.text.splitlines()[made.line - 1]


@pytest.mark.parametrize("before", ["", "# 名单\n", "- rule: a\n  text: b\n", "[]\n", "- {rule: a}"])
def test_a_file_that_is_the_list_itself(before):
    made = appended(before, NEW, "allow.yaml")
    assert marked_yaml.parse(made.text, "").data[-1] == NEW
    assert made.text.splitlines()[made.line - 1] == "- rule: no-but"
    assert not before.startswith("#") or made.text.startswith(before)


def test_line_ends_stay_those_of_the_file():
    made = appended("schema: 1\r\nallowlist: []\r\nfail-on: error\r\n", NEW, "coach.yaml", "allowlist")
    assert made.text.count("\r\n") == made.text.count("\n") == 6


def test_what_stands_there_already_is_not_written_twice():
    once = appended("schema: 1\n", NEW, "coach.yaml", "allowlist")
    assert appended(once.text, NEW, "coach.yaml", "allowlist") == once


@pytest.mark.parametrize(
    "value", ["是", "a b", "yes", "12:30", "- a", "#", "a: b", "“不能”", "a\nb", "\u202e", "'", '"', " ", "é"]
)
def test_any_value_reads_back_as_it_was(value):
    for before in ("", "allowlist: [{rule: a}]\n"):
        made = appended(before, {"rule": value}, "coach.yaml", "allowlist")
        assert marked_yaml.parse(made.text, "").data["allowlist"][-1] == {"rule": value}


@pytest.mark.parametrize(
    "before",
    [
        "{schema: 1}",
        "- a\n",
        "a: b: c\n",
        "allowlist: other.yaml\n",
        "allowlist:\n",
        "schema: 1\n...\n",
        "ignore: [\n\tno-but]\n",
    ],
)
def test_what_cannot_be_added_to_is_told_and_left_alone(before):
    with pytest.raises(WriteError, match=r"coach\.yaml"):
        appended(before, NEW, "coach.yaml", "allowlist")


@pytest.mark.parametrize(
    "words", ["👨\u200d👩\u200d👧 不能", "不能\n退: [}", "\u2028\x85\x01\ufeff", "\U000e0041", "a\u3000b"], ids=ascii
)
@pytest.mark.parametrize("before", ["", "allowlist: [{rule: a, text: b}]\n"], ids=["lines", "brackets"])
def test_what_cannot_be_seen_is_written_as_its_code(before, words):
    made = appended(before, {"rule": "no-but", "text": words}, "coach.yaml", "allowlist")
    assert marked_yaml.parse(made.text, "").data["allowlist"][-1]["text"] == words
    assert made.text.replace("\n", "").isprintable()
