"""The one JSON shape, key by key."""

import json

import pytest

import coach
from coach.core.model.conversation import conversation
from coach.files.records import Origin, Record
from coach.files.reports import wire

RESULT = {"schema", "id", "origin", "findings", "highlights", "scores", "not_evaluated"}
FINDING = {
    "rule",
    "guideline",
    "severity",
    "dimension",
    "message_index",
    "start",
    "end",
    "excerpt",
    "what",
    "why",
    "instead",
    "suggestions",
    "fingerprint",
}


@pytest.fixture
def answer(small_house):
    made = coach.load(["all"])

    def check(text: str, context: tuple[str, ...] = (), **options: bool) -> dict:
        record = Record(Origin("a.jsonl", "line 3"), text, context, "r-1")
        return wire.reply(record, made.check(text, context), **options)

    return check


def test_the_object_of_a_reply(answer):
    body = answer("您好\n亲，这边不能退货的哦")
    assert body.keys() == RESULT
    assert (body["schema"], body["id"], body["origin"]) == (1, "r-1", {"path": "a.jsonl", "locator": "line 3"})
    assert body["highlights"] == []
    assert body["not_evaluated"] == ["positive/soothe"]
    [finding] = body["findings"]
    assert finding.keys() >= FINDING
    assert finding.keys() - FINDING <= {"title"}
    assert (finding["rule"], finding["guideline"]) == ("positive/no-cannot", "no-cannot")
    assert (finding["severity"], finding["dimension"]) == ("warning", "assurance")
    assert (finding["message_index"], finding["start"], finding["end"]) == (1, 7, 11)
    assert finding["excerpt"] == "不能退货"
    assert (finding["what"], finding["why"], finding["instead"]) == ("说了不能。", "门关了。", "说能做的。")
    assert len(finding["fingerprint"]) == 16
    assert finding["suggestions"] == [
        {"applicability": "review", "start": 7, "end": 11, "replacement": "我来帮您退货"},
        {"applicability": "guide", "start": 7, "end": 11, "replacement": "我来帮您看，⟨能做的事⟩"},
    ]


def test_a_clean_reply_has_the_same_keys(answer):
    body = answer("好的")
    assert body.keys() == RESULT
    assert body["findings"] == []


def test_everything_is_plain_json(answer):
    body = answer("我查一下，不能退，尽快", ("骗子",))
    assert json.loads(json.dumps(body)) == body
    assert len(body["findings"]) == 3


def test_a_finding_about_the_customer(answer):
    [finding] = answer("我查一下", ("你们是骗子",))["findings"]
    assert finding["about"] == {"speaker": "customer", "text": "你们是骗子"}
    assert "about" not in answer("不能退")["findings"][0]


def test_applying_a_suggestion(answer):
    text = "亲😊，无法退货的哦"
    for suggestion in answer(text)["findings"][0]["suggestions"]:
        applied = text[: suggestion["start"]] + suggestion["replacement"] + text[suggestion["end"] :]
        assert applied.startswith("亲😊，我来帮您")
        assert applied.endswith("的哦")


def test_positions_in_code_points_and_in_utf16(answer):
    text = "😊👍不能退"
    [points], [units] = answer(text)["findings"], answer(text, utf16=True)["findings"]
    assert (points["start"], points["end"]) == (2, 5)
    assert (units["start"], units["end"]) == (4, 7)
    assert [one["start"] for one in units["suggestions"]] == [4, 4]
    assert text.encode("utf-16-le")[4 * 2 : 7 * 2].decode("utf-16-le") == "不能退"


def test_how_a_score_came_about_is_told_when_asked_for(answer, praise_pack):
    assert "score_lines" not in answer("不能退")
    assert answer("不能退", explain=True)["score_lines"] == [
        {"points": -15, "dimension": "assurance", "guideline": "no-cannot", "severity": "warning"}
    ]
    made = coach.load([praise_pack])
    body = wire.reply(Record(Origin(None), "谢谢"), made.check("谢谢"), explain=True)
    assert body["score_lines"] == [{"points": 10, "dimension": None, "family": "feel", "guidelines": ["thanks"]}]
    assert body["scores"]["overall"] == 90
    assert [(one["guideline"], one["excerpt"]) for one in body["highlights"]] == [("thanks", "谢谢")]


def test_of_a_conversation_each_turn_tells_its_own(small_house):
    chat = conversation([("agent", "您好"), ("customer", "能退吗"), ("agent", "不能退")])
    checked = coach.load().check_conversation(chat)
    body = wire.conversation(Record(Origin(None), "", conversation=chat), checked, explain=True)
    assert [[one["points"] for one in turn["score_lines"]] for turn in body["turns"]] == [[], [-15]]


def test_what_is_not_listed_is_counted_only_then(answer):
    assert "omitted" not in answer("不能退")
    made = coach.load(["positive"])
    text = "不能退，" * 203
    record = Record(Origin(None), text)
    result = made.check(text)
    object.__setattr__(result, "findings", result.findings[:1])
    assert wire.reply(record, result)["omitted"] == 3


def test_a_conversation_has_one_entry_for_each_of_the_agents_turns(small_house):
    chat = conversation(
        [("agent", "您好"), ("customer", "骗子"), ("agent", "很抱歉"), ("agent", "不能退"), ("customer", "好")]
    )
    record = Record(Origin("a.jsonl", "line 1"), "", id="c", conversation=chat)
    body = wire.conversation(record, coach.load().check_conversation(chat))
    assert body.keys() == {"schema", "id", "origin", "turns"}
    assert [(turn["first_message"], turn["text"]) for turn in body["turns"]] == [(0, "您好"), (2, "很抱歉\n不能退")]
    for turn in body["turns"]:
        assert turn.keys() == {"first_message", "text", "findings", "highlights", "scores", "not_evaluated"}
    assert [one["message_index"] for one in body["turns"][1]["findings"]] == [1]


def test_an_input_that_is_not_right():
    assert wire.unreadable(Origin("a.jsonl", "line 2"), "不是 JSON") == {
        "schema": 1,
        "id": None,
        "origin": {"path": "a.jsonl", "locator": "line 2"},
        "error": "不是 JSON",
    }
