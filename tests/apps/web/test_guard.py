"""Who may ask: every Host, Origin and token, of requests and upgrades."""

import pytest
from starlette.testclient import WebSocketDenialResponse

HOST = "127.0.0.1:8765"
LIVE = f"ws://{HOST}/api/live"
TOKEN = "a-token-for-the-tests"

OWN = {"origin": f"http://{HOST}"}
BEARER = {"authorization": f"Bearer {TOKEN}"}
REFUSED = [
    ({"host": "evil.example"}, 403, "host"),
    ({"host": "127.0.0.1:9999"}, 403, "host"),
    ({"host": "127.0.0.1"}, 403, "host"),
    ({"host": f"{HOST}.evil.example"}, 403, "host"),
    ({"origin": "http://evil.example", **BEARER}, 403, "origin"),
    ({"origin": "null", **BEARER}, 403, "origin"),
    ({"origin": f"https://{HOST}", **BEARER}, 403, "origin"),
    ({"origin": "", **BEARER}, 403, "origin"),
    ({"sec-fetch-site": "cross-site"}, 403, "origin"),
    ({"sec-fetch-site": "same-site"}, 403, "origin"),
    (OWN, 401, "token"),
    ({**OWN, "authorization": "Bearer wrong"}, 401, "token"),
    ({**OWN, "authorization": f"Basic {TOKEN}"}, 401, "token"),
]


@pytest.mark.parametrize(("headers", "status", "code"), REFUSED)
def test_a_stranger_is_refused(client, headers, status, code):
    for answer in (
        client.post("/api/check", json={"text": "您好"}, headers=headers),
        client.get("/api/rules", headers=headers),
        client.get("/healthz", headers=headers),
        client.get("/nowhere", headers=headers),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(("headers", "status", "code"), REFUSED)
def test_an_upgrade_of_a_stranger_is_refused(client, headers, status, code):
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        client.websocket_connect(LIVE, headers=headers),
    ):
        pass
    assert (refused.value.status_code, refused.value.json()["error"]["code"]) == (status, code)


def test_a_program_without_origin_needs_no_token(client):
    assert client.post("/api/check", json={"text": "您好"}).status_code == 200
    assert client.get("/api/rules", headers={"host": HOST.upper()}).status_code == 200


def test_the_page_itself_needs_its_token(client):
    answer = client.post("/api/check", json={"text": "您好"}, headers=OWN | BEARER | {"sec-fetch-site": "same-origin"})
    assert answer.status_code == 200


def test_a_query_is_no_place_for_the_token_of_a_request(client):
    assert client.get(f"/api/rules?token={TOKEN}", headers=OWN).status_code == 401


def test_the_page_opens_its_live_line_with_the_token_in_the_query(client):
    with client.websocket_connect(f"ws://{HOST}/api/live?token={TOKEN}", headers=OWN) as line:
        line.send_json({"seq": 1, "text": "您好"})
        assert line.receive_json()["seq"] == 1


def test_two_hosts_in_one_request_are_refused(client):
    answer = client.get("/api/rules", headers=[("host", HOST), ("host", "evil.example")])
    assert answer.status_code == 403


def test_with_a_token_file_everybody_needs_the_token(make_client):
    client = make_client(everyone=True)
    assert client.get("/api/rules").status_code == 401
    assert client.get("/api/rules", headers=BEARER).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_an_upgrade_to_nowhere_is_refused_in_the_same_shape(client):
    with pytest.raises(WebSocketDenialResponse) as refused, client.websocket_connect(f"ws://{HOST}/nowhere"):
        pass
    assert (refused.value.status_code, refused.value.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("name", ["save", "new", "start"])
def test_what_writes_rules_needs_the_token_from_programs_too(client, name):
    for headers in ({}, {"authorization": "Bearer wrong"}):
        answer = client.post(f"/api/studio/{name}", json={}, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token")
    assert client.post(f"/api/studio/{name}", json={}, headers=BEARER).status_code == 422
