"""The live line: every draft's answer with its number, errors that do not end it."""

from coach.apps.web.limits import BODY_LIMIT


def test_a_draft_gets_its_answer_with_its_number(client):
    with client.websocket_connect("ws://127.0.0.1:8765/api/live") as line:
        line.send_json({"seq": 7, "text": "😀亲，不能退的哦", "offset_unit": "utf16"})
        answer = line.receive_json()
    checked = client.post("/api/check", json={"text": "😀亲，不能退的哦", "offset_unit": "utf16"}).json()
    assert answer == {**checked, "seq": 7}


def test_the_newest_draft_is_always_answered_and_numbers_only_grow(client):
    with client.websocket_connect("ws://127.0.0.1:8765/api/live") as line:
        for seq in range(50):
            line.send_json({"seq": seq, "text": "亲，不能退的哦"})
        seen = [line.receive_json()["seq"]]
        while seen[-1] != 49:
            seen.append(line.receive_json()["seq"])
    assert seen == sorted(set(seen))


def test_what_is_not_right_is_told_and_the_line_stays_open(client):
    cases = [
        ("{", "malformed", None),
        ('{"text": "a"}', "wrong_type", None),
        ('{"seq": true, "text": "a"}', "wrong_type", None),
        ('{"seq": 3, "text": 5}', "wrong_type", 3),
        ('{"seq": 4, "text": "' + "a" * BODY_LIMIT + '"}', "too_large", None),
    ]
    with client.websocket_connect("ws://127.0.0.1:8765/api/live") as line:
        for body, code, seq in cases:
            line.send_text(body)
            answer = line.receive_json()
            assert (answer["error"]["code"], answer.get("seq")) == (code, seq)
        line.send_bytes('{"seq": 5, "text": "您好"}'.encode())
        assert line.receive_json()["seq"] == 5


def test_drafts_count_to_the_rate(make_client):
    client = make_client(per_second=1)
    with client.websocket_connect("ws://127.0.0.1:8765/api/live") as line:
        codes = []
        for seq in range(8):
            line.send_json({"seq": seq, "text": "您好"})
            codes.append(line.receive_json().get("error", {}).get("code"))
    assert codes[0] is None
    assert "rate" in codes
