"""Feedback over HTTP: answered once it is kept, summed up, put to use."""

import json
import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest

from coach.files.run import Run
from coach.files.settings import settings_for

HOST = "127.0.0.1:8765"
BEARER = {"authorization": "Bearer a-token-for-the-tests"}
PAGE = {"origin": f"http://{HOST}", **BEARER}


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch) -> Path:
    """Where the store will be."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "feedback.sqlite3"


def body(**rest) -> dict[str, object]:
    given = {"id": str(uuid4()), "action": "dismissed", "rule": "positive/no-cannot", "guideline": "no-cannot"}
    return {**given, "severity": "warning", "fingerprint": "f1", "excerpt": "不能退", "surface": "desk", **rest}


def tell(client, **rest):
    return client.post("/api/feedback", json=body(**rest))


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def settle(client, name: str, outcome: str, headers=BEARER, **given):
    """Ask for a dismissal to be allowed or labelled, as the page does."""
    return client.post(f"/api/feedback/{name}/{outcome}", headers=headers, **given)


def dismissed(client, **rest) -> str:
    return tell(client, **rest).json()["id"]


def test_what_was_told_is_answered_stored_and_summed_up(client):
    first = body(reason="fits-here", excerpt="打13800001111不能退")
    assert client.post("/api/feedback", json=first).json() == {"schema": 1, "id": first["id"], "stored": True}
    assert client.post("/api/feedback", json=first).status_code == 200
    assert tell(client, action="accepted", replacement="我来帮您退").status_code == 200
    assert tell(client, action="edited", surface="extension").status_code == 200
    answer = client.get("/api/feedback").json()
    assert (answer["schema"], answer["stores_texts"]) == (1, False)
    assert answer["rules"] == [
        {"rule": "positive/no-cannot", "guideline": "no-cannot", "title": "不说不能", "accepted": 1, "edited": 1,
         "dismissed": 1, "reasons": {"fits-here": 1}}
    ]  # fmt: skip
    [one] = answer["dismissals"]
    assert one.pop("at").endswith("+00:00")
    assert one == {
        "id": first["id"], "rule": "positive/no-cannot", "guideline": "no-cannot", "excerpt": "打138****11不能退",
        "reason": "fits-here", "has_text": False, "settled": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": None}, {"id": 7}, {"id": "short"}, {"id": "../../etc/passwd"}, {"id": "x" * 65}, {"action": "seen"},
        {"action": None}, {"action": ["accepted"]}, {"rule": 7}, {"rule": "x" * 201}, {"guideline": None},
        {"severity": "bad"}, {"fingerprint": 1}, {"excerpt": None}, {"replacement": 7}, {"reason": "because"},
        {"reason": ["other"]},
        {"text": 7}, {"context": 7}, {"context": [7]}, {"surface": "elsewhere"}, {"surface": None},
    ],
    ids=repr,
)  # fmt: skip
def test_wrong_types_are_refused_and_nothing_is_stored(client, store, wrong):
    assert refusal(tell(client, **wrong)) == (422, "wrong_type")
    assert not store.exists()


def test_malformed_bodies_are_refused(client):
    assert refusal(client.post("/api/feedback", content=b"{")) == (400, "malformed")
    assert refusal(client.post("/api/feedback", json=[])) == (422, "wrong_type")
    assert refusal(client.post("/api/feedback", content=b"a" * 300_000)) == (413, "too_large")


def test_texts_are_dropped_unless_they_are_switched_on(make_client, store):
    tell(make_client(), text="一段不该存下的话", context=["在吗"])
    assert "一段不该存下的话".encode() not in store.read_bytes()
    Path("coach.yaml").write_text("feedback: {texts: true}\n", encoding="utf-8")
    client = make_client(settings=True)
    dismissed(client, text="一段该存下的话，13800001111", context="在吗")
    answer = client.get("/api/feedback").json()
    assert answer["stores_texts"] is True
    assert [one["has_text"] for one in answer["dismissals"]] == [True, False]
    assert "一段该存下的话，138****11".encode() in store.read_bytes()


def test_a_dismissed_finding_becomes_an_entry_of_the_allowlist_once(client):
    name = dismissed(client, reason="fits-here")
    assert settle(client, name, "allow").json() == {"schema": 1, "place": "coach.yaml:3"}
    assert "text: 不能退" in Path("coach.yaml").read_text(encoding="utf-8")
    for outcome in ("allow", "label"):
        assert refusal(settle(client, name, outcome, json={"text": "a"})) == (409, "conflict")
    assert client.get("/api/feedback").json()["dismissals"][0]["settled"] == "allowed"


def test_a_dismissed_finding_becomes_a_row_of_an_evaluation(client):
    name = dismissed(client)
    for nothing in (b"", b"{}"):
        assert refusal(settle(client, name, "label", content=nothing)) == (422, "wrong_type")
    assert refusal(settle(client, name, "label", json={"text": 7})) == (422, "wrong_type")
    answer = settle(client, name, "label", json={"text": "亲，不能退", "context": ["能退吗"]})
    assert answer.json() == {"schema": 1, "place": "labelled.jsonl:1"}
    row = json.loads(Path("labelled.jsonl").read_text(encoding="utf-8"))
    assert row == {"id": name, "text": "亲，不能退", "context": ["能退吗"], "keeps": ["no-cannot"]}
    assert client.get("/api/feedback").json()["dismissals"][0]["settled"] == "labelled"


def test_what_is_not_there_or_was_not_dismissed_cannot_be_settled(client):
    accepted = dismissed(client, action="accepted")
    for name in (accepted, str(uuid4()), "x"):
        for outcome in ("allow", "label"):
            assert refusal(settle(client, name, outcome, json={"text": "a"})) == (404, "not_found")


def test_a_file_that_cannot_be_written_is_told_and_the_finding_stays_open(client):
    name = dismissed(client)
    Path("coach.yaml").write_text("a: b: c\n", encoding="utf-8")
    Path("labelled.jsonl").mkdir()
    assert refusal(settle(client, name, "allow")) == (503, "store")
    assert refusal(settle(client, name, "label", json={"text": "a"})) == (503, "store")
    Path("coach.yaml").unlink()
    assert settle(client, name, "allow").status_code == 200


def test_a_locked_store_is_told_the_server_lives_and_it_serves_again_later(client, store):
    tell(client)
    holder = sqlite3.connect(store, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert refusal(tell(client)) == (503, "store")
    assert refusal(client.get("/api/feedback")) == (503, "store")
    assert client.post("/api/check", json={"text": "您好"}).status_code == 200
    holder.execute("ROLLBACK")
    holder.close()
    assert tell(client).status_code == 200
    assert client.get("/api/feedback").json()["rules"][0]["dismissed"] == 2


def test_a_store_that_is_gone_is_told_until_it_is_back(client, store):
    tell(client)
    store.rename(store.with_suffix(".away"))
    assert refusal(tell(client)) == (503, "store")
    store.with_suffix(".away").rename(store)
    assert tell(client).status_code == 200


def test_a_full_disk_is_told(client, monkeypatch):
    def full(*_args, **_rest):
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr(sqlite3, "connect", full)
    answer = tell(client)
    assert refusal(answer) == (503, "store")
    assert "磁盘满了" in answer.json()["error"]["message"]
    monkeypatch.undo()
    assert tell(client).status_code == 200


def test_the_page_needs_its_token_and_websites_tell_nothing(client):
    assert client.post("/api/feedback", json=body(), headers=PAGE).status_code == 200
    for headers, status in (({"origin": f"http://{HOST}"}, 401), ({"origin": "http://evil.example"}, 403)):
        assert client.post("/api/feedback", json=body(), headers=headers).status_code == status
        assert client.get("/api/feedback", headers=headers).status_code == status
        assert settle(client, "x", "allow", headers).status_code == status


def test_programs_need_the_token_to_have_files_written_and_only_then(client):
    name = dismissed(client)
    assert client.get("/api/feedback").status_code == 200
    for outcome in ("allow", "label"):
        for headers in ({}, {"authorization": "Bearer wrong"}):
            answer = settle(client, name, outcome, headers, json={"text": "亲，不能退"})
            assert refusal(answer) == (401, "token")
    assert not Path("coach.yaml").exists()
    assert not Path("labelled.jsonl").exists()
    assert client.get("/api/feedback").json()["dismissals"][0]["settled"] is None
    assert settle(client, name, "allow").status_code == 200


def test_a_paired_extension_tells_feedback_and_reads_none(client):
    origin = {"origin": "chrome-extension://" + "a" * 32}
    code = client.post("/api/pair/code", headers=PAGE).json()["code"]
    token = client.post("/api/pair", json={"code": code}, headers=origin).json()["token"]
    headers = {**origin, "authorization": f"Bearer {token}"}
    assert client.post("/api/feedback", json=body(surface="extension"), headers=headers).status_code == 200
    assert client.get("/api/feedback", headers=headers).status_code == 403
    assert client.post("/api/feedback/x/allow", headers=headers).status_code == 403


def test_a_rule_that_is_not_there_is_no_entry_as_no_coach_yaml_may_name_it(client):
    for rule in ("positive/gone", "x: [}\n- a", ""):
        answer = settle(client, dismissed(client, rule=rule), "allow")
        assert refusal(answer) == (422, "wrong_type")
        assert "没有这条规则" in answer.json()["error"]["message"]
    assert not Path("coach.yaml").exists()


def test_words_that_were_starred_are_told_to_be_so(client):
    answer = settle(client, dismissed(client, excerpt="打13800001111不能退"), "allow")
    assert refusal(answer) == (422, "wrong_type")
    assert "星号" in answer.json()["error"]["message"]
    answer = settle(client, dismissed(client, excerpt=" "), "allow")
    assert "星号" not in answer.json()["error"]["message"]


def test_without_coach_yaml_on_demand_nothing_is_written_into_it(small_house, client):
    client.app.state.rules.run = Run(settings_for((), "none"), {})
    name = dismissed(client)
    answer = settle(client, name, "allow")
    assert refusal(answer) == (422, "wrong_type")
    assert "--config none" in answer.json()["error"]["message"]
    assert not Path("coach.yaml").exists()
    assert settle(client, name, "label", json={"text": "亲，不能退"}).status_code == 200


def test_who_waited_too_long_for_the_disk_is_told_so(client, store, monkeypatch):
    tell(client)
    monkeypatch.setattr("coach.apps.web.endpoints.feedback.PATIENCE", -1.0)
    assert refusal(tell(client)) == (503, "store")
    monkeypatch.undo()
    assert client.get("/api/feedback").json()["rules"][0]["dismissed"] == 1


def test_a_damaged_entry_is_told(client, store):
    tell(client)
    with sqlite3.connect(store) as damaging:
        damaging.execute("UPDATE feedback SET context = '['")
    damaging.close()
    assert refusal(client.get("/api/feedback")) == (503, "store")


def test_a_server_that_everybody_shares_changes_no_file(make_client):
    client = make_client(everyone=True)
    token = {"authorization": PAGE["authorization"]}
    name = client.post("/api/feedback", json=body(), headers=token).json()["id"]
    for what in ("allow", "label"):
        answer = settle(client, name, what, json={"text": "亲，不能退"})
        assert refusal(answer) == (403, "forbidden")
    assert not Path("coach.yaml").exists()
