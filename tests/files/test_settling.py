"""A dismissed finding becomes an entry of the allowlist or a row of an evaluation, and does what it is for."""

import json
from pathlib import Path

import pytest

import coach
from coach.errors import WriteError
from coach.files.feedback import Dismissal
from coach.files.measuring import measure
from coach.files.records import Origin, Record
from coach.files.run import Run
from coach.files.settings import settings_for
from coach.files.settling import LABELLED, NotSettledError, allow, label

TEXT = "您好。亲，这个不能退的哦！谢谢"
ONE = Dismissal("id-000001", "", "positive/no-cannot", "no-cannot", "不能退", "house-style", None, (), None)


def found(text=TEXT) -> list[str]:
    [checked] = Run(settings_for(()), {}).check([Record(Origin(None), text)])
    return [one.guideline for one in checked.turns[0].result.findings]


def test_an_allowed_finding_is_reported_no_more(small_house):
    assert found() == ["no-cannot"]
    assert allow(Run(settings_for(()), {}), ONE, "王老师", "法务要求") == "coach.yaml:3"
    assert Path("coach.yaml").read_text(encoding="utf-8") == (
        "schema: 1\nallowlist:\n  - rule: positive/no-cannot\n    text: 不能退\n"
        "    reason: 法务要求\n    owner: 王老师\n"
    )
    assert found() == []


def test_words_of_which_only_the_beginning_was_kept_cannot_be_allowed(small_house):
    with pytest.raises(NotSettledError, match="只存了开头"):
        allow(Run(settings_for(()), {}), ONE._replace(excerpt="不能退" * 13 + "…"))
    assert not Path("coach.yaml").exists()


def test_where_the_text_is_known_the_beginning_shows_the_sentence(small_house):
    text = f"您好。{'亲' * 10}这个不能退{'的' * 40}。谢谢"
    allow(Run(settings_for(()), {}), ONE._replace(excerpt=f"不能退{'的' * 36}…", text=text))
    assert settings_for(()).allowlist[0].text == f"{'亲' * 10}这个不能退{'的' * 40}"


def test_the_agents_reason_and_the_user_stand_in_for_reason_and_owner(small_house):
    allow(Run(settings_for(()), {}), ONE)
    [entry] = settings_for(()).allowlist
    assert entry.reason == "反馈：我们就这么说"
    assert entry.owner


def test_where_the_text_is_known_only_its_sentence_is_allowed(small_house):
    allow(Run(settings_for(()), {}), ONE._replace(text=TEXT))
    assert settings_for(()).allowlist[0].text == "亲，这个不能退的哦"
    assert found() == []
    assert found("不能退") == ["no-cannot"]


def test_comments_and_a_byte_order_mark_stay(small_house):
    Path("coach.yaml").write_text("\ufeffschema: 1  # 说明\nallowlist: []\n", encoding="utf-8")
    assert allow(Run(settings_for(()), {}), ONE) == "coach.yaml:3"
    content = Path("coach.yaml").read_text(encoding="utf-8")
    assert content.startswith("\ufeffschema: 1  # 说明\nallowlist:\n  - rule: ")
    assert found() == []


def test_an_allowlist_of_its_own_file_is_added_to(small_house):
    Path("coach.yaml").write_text("allowlist: 名单.yaml\n", encoding="utf-8")
    Path("名单.yaml").write_text("# 我们的名单\n", encoding="utf-8")
    assert allow(Run(settings_for(()), {}), ONE) == "名单.yaml:2"
    assert Path("coach.yaml").read_text(encoding="utf-8") == "allowlist: 名单.yaml\n"
    assert found() == []


def test_starred_words_are_no_entry(small_house):
    with pytest.raises(NotSettledError, match="星号"):
        allow(Run(settings_for(()), {}), ONE._replace(excerpt="138****11"))
    assert not Path("coach.yaml").exists()


def test_a_rule_that_only_the_command_line_brings_in_is_no_entry(small_house, write_pack, own_rule):
    write_pack({"late.yaml": own_rule})
    one = ONE._replace(rule="own/late", excerpt="办不了")
    with pytest.raises(NotSettledError, match="没有这条规则"):
        allow(Run(settings_for(()), {"packs": ["own"]}), one)
    assert not Path("coach.yaml").exists()
    Path("coach.yaml").write_text("packs: [default, own]\n", encoding="utf-8")
    assert allow(Run(settings_for(()), {"packs": ["own"]}), one) == "coach.yaml:3"


def test_a_settings_file_that_is_not_right_is_told(small_house):
    run = Run(settings_for(()), {})
    for content in (b"a: b: c\n", b"\xff\n", b"allowlist: none.yaml\n"):
        Path("coach.yaml").write_bytes(content)
        with pytest.raises(WriteError):
            allow(run, ONE)
        assert Path("coach.yaml").read_bytes() == content


def test_a_labelled_row_makes_eval_count_a_false_alarm_of_that_guideline_alone(small_house):
    path = Path(LABELLED)
    assert label(path, ONE, TEXT, ["能退吗"]) == "labelled.jsonl:1"
    assert label(path, ONE._replace(id="id-000002", guideline="soothe"), "您好") == "labelled.jsonl:2"
    measured = measure(coach.load(), LABELLED)
    assert not measured.unreadable
    counts = measured.evaluation.counts
    assert counts["no-cannot"] == (0, 1, 0)
    assert counts["soothe"] == (0, 0, 0)
    [miss] = measured.misses
    assert (miss.verdict, miss.guideline, miss.origin.locator) == ("fp", "no-cannot", "line 1")


def test_of_guidelines_that_a_row_does_not_name_nothing_is_said(small_house):
    label(Path(LABELLED), ONE._replace(guideline="soothe"), TEXT)
    with Path(LABELLED).open("a", encoding="utf-8") as stream:
        stream.write('{"text": "不能退", "breaks": ["no-cannot"]}\n')
    counts = measure(coach.load(), LABELLED).evaluation.counts
    assert counts["no-cannot"] == (1, 0, 0)


def test_the_stored_text_serves_when_none_is_told_and_identifiers_are_starred(small_house):
    label(Path(LABELLED), ONE._replace(text="存下的不能退", context=("在吗",)))
    label(Path(LABELLED), ONE, "不能退，打13800001111")
    first, second = map(json.loads, Path(LABELLED).read_text(encoding="utf-8").splitlines())
    assert first == {"id": "id-000001", "text": "存下的不能退", "context": ["在吗"], "keeps": ["no-cannot"]}
    assert second["text"] == "不能退，打138****11"
    with pytest.raises(NotSettledError, match="text"):
        label(Path(LABELLED), ONE)


def test_a_row_is_added_after_what_there_is_and_not_twice(small_house):
    Path(LABELLED).write_bytes('{"text": "好", "breaks": []}'.encode())
    assert label(Path(LABELLED), ONE, "a\u2028b\ud800") == "labelled.jsonl:2"
    assert label(Path(LABELLED), ONE, "a\u2028b\ud800") == "labelled.jsonl:2"
    content = Path(LABELLED).read_bytes()
    assert content.count(b"\n") == 2
    assert not measure(coach.load(), LABELLED).unreadable


@pytest.mark.parametrize(
    "content", ["内容\n您好\n", "schema: 1\n", '[{"text": "好"}]\n', '{\n"text": "好"}\n', '{"replies": []}\n']
)
def test_a_row_is_never_put_into_a_file_of_another_kind(small_house, content: str):
    Path("replies").write_text(content, encoding="utf-8")
    with pytest.raises(WriteError, match="replies: 这个文件里不是一行一条的标注回复"):
        label(Path("replies"), ONE, TEXT)
    assert Path("replies").read_text(encoding="utf-8") == content


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", '\ufeff\n{"text": "好"}\n坏\n'])
def test_an_empty_file_and_one_with_a_row_take_another(small_house, content: str):
    Path(LABELLED).write_text(content, encoding="utf-8")
    label(Path(LABELLED), ONE, TEXT)
    assert TEXT in Path(LABELLED).read_text(encoding="utf-8").splitlines()[-1]


def test_a_place_that_cannot_be_written_is_told(small_house):
    with pytest.raises(WriteError):
        label(Path("no-such-folder", LABELLED), ONE, TEXT)
