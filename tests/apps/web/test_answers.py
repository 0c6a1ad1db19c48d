"""What the endpoints answer: the wire's shapes, in the unit asked for."""

import json

import pytest

import coach
from coach.core.model.span import utf16_offset
from coach.files.records import Origin, Record
from coach.files.reports import wire

TEXT = "😀亲，不能退的哦"


def ask(client, path="/api/check", **body):
    return client.post(path, json=body)


def test_a_check_answers_with_the_same_object_as_every_door(client):
    answer = ask(client, text=TEXT, id="a1")
    assert answer.status_code == 200
    expected = wire.reply(Record(Origin(None), TEXT, id="a1"), coach.load().check(TEXT))
    assert answer.json() == json.loads(json.dumps(expected))
    assert [one["guideline"] for one in answer.json()["findings"]] == ["no-cannot"]


def test_positions_come_in_the_unit_asked_for(client):
    [plain] = ask(client, text=TEXT).json()["findings"]
    [utf16] = ask(client, text=TEXT, offset_unit="utf16").json()["findings"]
    assert TEXT[plain["start"] : plain["end"]] == plain["excerpt"]
    assert utf16["start"] == utf16_offset(TEXT, plain["start"]) == plain["start"] + 1
    assert utf16["suggestions"][0]["start"] == plain["suggestions"][0]["start"] + 1


def test_what_moved_the_score_comes_when_asked_for(client):
    told = client.post("/api/check", json={"text": "亲，不能退的哦", "explain": True}).json()
    assert told["score_lines"] == [
        {"points": -15, "dimension": "assurance", "guideline": "no-cannot", "severity": "warning"}
    ]
    assert "score_lines" not in client.post("/api/check", json={"text": "亲，不能退的哦"}).json()


def test_what_the_customer_wrote_counts(client):
    assert ask(client, text="您好，我查一下").json()["not_evaluated"] == ["positive/soothe"]
    for context in ("骗子", ["你好", "骗子"]):
        [finding] = ask(client, text="您好，我查一下", context=context).json()["findings"]
        assert finding["about"] == {"speaker": "customer", "text": "骗子"}


def test_a_rewrite_gives_text_what_remains_and_what_was_applied(client):
    answer = ask(client, "/api/rewrite", text=TEXT, offset_unit="utf16").json()
    assert answer["text"] == "😀亲，我来帮您退的哦"
    assert answer["findings"] == []
    [applied] = answer["applied"]
    units = TEXT.encode("utf-16-le")
    whole = units[: 2 * applied["start"]] + applied["replacement"].encode("utf-16-le") + units[2 * applied["end"] :]
    assert whole.decode("utf-16-le") == answer["text"]


def test_a_rewrite_with_safe_suggestions_only_leaves_the_rest(client):
    answer = ask(client, "/api/rewrite", text=TEXT, applicability="safe").json()
    assert (answer["text"], answer["applied"]) == (TEXT, [])
    assert [one["guideline"] for one in answer["findings"]] == ["no-cannot"]


def test_strange_text_is_checked_like_any_other(client):
    for text in ("", "\ud800不能退", "<script>alert(1)</script>", "\x1b[2J\u202e不能退", "{{"):
        answer = client.post("/api/check", content=json.dumps({"text": text}))
        assert answer.status_code == 200
        assert "\u202e" not in answer.text


def test_the_rules_are_listed_and_each_is_told(client):
    rules = client.get("/api/rules").json()["rules"]
    assert [rule["id"] for rule in rules] == ["positive/no-cannot", "positive/soothe"]
    told = client.get("/api/rules/positive/no-cannot").json()["rule"]
    assert told["title"] == "不说不能"
    assert told["examples"][0]["better"] == "我来帮您换"
    assert client.get("/api/rules/positive/old-name").json()["rule"] == told
    assert client.get("/api/rules/positive/none").json()["error"]["code"] == "not_found"


def test_the_list_brings_the_names_of_what_the_handbook_groups_by(client):
    answer = client.get("/api/rules").json()
    assert [(one["id"], one["title"], one["pack"], one["severity"]) for one in answer["guidelines"]] == [
        ("no-cannot", "不说不能", "positive", "warning"),
        ("soothe", "先安抚", "positive", "error"),
    ]
    assert answer["packs"] == [{"name": "positive", "title": "正向"}]
    assert answer["words"]["dimension"]["empathy"] == "移情性"
    assert answer["words"]["severity"] == {"error": "错误", "warning": "警告", "info": "提示"}
    assert [rule["severities"] for rule in answer["rules"]] == [["warning"], ["error"]]


def test_the_list_brings_examples_only_when_asked_for(client):
    assert all("examples" not in rule for rule in client.get("/api/rules").json()["rules"])
    first = client.get("/api/rules?examples=true").json()["rules"][0]
    assert first["examples"] == client.get("/api/rules/positive/no-cannot").json()["rule"]["examples"]
    assert first["examples"][0]["flag"] == "亲，⟦不能退⟧的哦"


def test_a_rule_that_praises_says_so_and_has_no_severity(praise_pack, make_client):
    rules = make_client(packs=[praise_pack]).get("/api/rules").json()["rules"]
    assert {rule["id"]: (rule["praise"], rule["family"], rule["severities"]) for rule in rules} == {
        "positive/no-cannot": ("", "", ["warning"]),
        "positive/soothe": ("", "", ["error"]),
        "own/thanks": ("full", "feel", []),
    }


def test_a_rule_with_a_ladder_tells_all_its_severities_the_gravest_first(write_pack, own_rule, make_client):
    ladder = own_rule.replace("examples:", "severity: {info: {turn: [抱歉]}, error: {turn: [滚]}}\nexamples:")
    pack = write_pack({"x.yaml": ladder})
    rule = make_client(packs=[pack]).get("/api/rules/own/x").json()["rule"]
    assert (rule["severity"], rule["severities"]) == ("warning", ["error", "warning", "info"])


def test_health_and_openapi_are_there_and_no_page_that_fetches_from_elsewhere(client):
    assert client.get("/healthz").json() == {
        "schema": 1, "status": "ok", "version": coach.__version__, "rules": "ok",
    }  # fmt: skip
    described = client.get("/openapi.json").json()["paths"]
    assert {"/api/check", "/api/rewrite", "/api/rules", "/healthz"} <= described.keys()
    question = described["/api/check"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert question["required"] == ["text"]
    for path in ("/docs", "/redoc"):
        assert client.get(path).json()["error"]["code"] == "not_found"


def test_a_coach_that_breaks_says_so_and_neither_log_nor_answer_holds_the_text(client, monkeypatch, caplog):
    def broken(_run, record):
        raise RuntimeError(record.text)

    monkeypatch.setattr("coach.apps.web.answers._found", broken)
    answer = ask(client, text="很私密的话")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "很私密的话" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text
    monkeypatch.undo()
    assert client.get("/healthz").status_code == 200


def test_whatever_else_breaks_is_told_in_the_one_shape_too(client, monkeypatch, caplog):
    def fails(_self):
        raise ValueError("很私密的话")

    monkeypatch.setattr("coach.apps.web.answers.Answers.health", fails)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal")
    assert "很私密的话" not in answer.text + caplog.text
    assert "ValueError" in caplog.text


@pytest.mark.parametrize("path", ["/api/check", "/api/rewrite"])
def test_another_method_is_refused_in_the_same_shape(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"
