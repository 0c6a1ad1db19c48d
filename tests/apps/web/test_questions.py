"""A request that is not right: the right status, in one shape, and the server lives."""

import pytest


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "malformed"),
        (b"{", 400, "malformed"),
        (b"\xff\xfe", 400, "malformed"),
        (b'{"text": NaN}', 400, "malformed"),
        (b"[" * 100_000, 400, "malformed"),
        (b'{"text": "a", "id": ' + b"9" * 9000 + b"}", 400, "malformed"),
        (b'{"text": "a", "id": 1e999}', 400, "malformed"),
        (b'{"text": "a", "id": [-1e999]}', 400, "malformed"),
        (b"[]", 422, "wrong_type"),
        (b"null", 422, "wrong_type"),
        (b"{}", 422, "wrong_type"),
        (b'{"text": 5}', 422, "wrong_type"),
        (b'{"text": null}', 422, "wrong_type"),
        (b'{"text": "a", "context": 5}', 422, "wrong_type"),
        (b'{"text": "a", "context": ["a", 5]}', 422, "wrong_type"),
        (b'{"text": "a", "context": {"a": 1}}', 422, "wrong_type"),
        (b'{"text": "a", "offset_unit": "bytes"}', 422, "wrong_type"),
        (b'{"text": "a", "offset_unit": ["utf16"]}', 422, "wrong_type"),
        (b'{"text": "a", "applicability": "guide"}', 422, "wrong_type"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_body_gets_its_status(client, body, status, code):
    answer = client.post("/api/check", content=body)
    told = answer.json()
    assert answer.status_code == status
    assert told.keys() == {"schema", "error"}
    assert told["schema"] == 1
    assert told["error"]["code"] == code
    assert not told["error"]["message"].isascii()
    assert client.post("/api/check", json={"text": "您好"}).status_code == 200


def test_keys_that_are_not_known_are_passed_over(client):
    assert client.post("/api/check", json={"text": "您好", "channel": "mail", "context": None}).status_code == 200
