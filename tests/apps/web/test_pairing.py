"""Pairing: an extension joins by a code, may do little, and is forgotten for good."""

import json
import os
import stat
import threading

import pytest
from starlette.testclient import TestClient, WebSocketDenialResponse

from coach.apps.web.pairing import CODE_SECONDS, FILE, KEPT, Pairings
from coach.apps.web.refusals import RefusedError

HOST = "127.0.0.1:8765"
BEARER = {"authorization": "Bearer a-token-for-the-tests"}
PAGE = {"origin": f"http://{HOST}", **BEARER}
EXTENSION = {"origin": "chrome-extension://" + "abcdefghijklmnop" * 2}
FIREFOX = {"origin": "moz-extension://01234567-89ab-cdef-0123-456789abcdef"}
TEXT = {"text": "您好"}


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    """A data folder of the test's own, not yet there."""
    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def code(client: TestClient) -> str:
    answer = client.post("/api/pair/code", headers=PAGE)
    assert answer.status_code == 200
    assert answer.json().keys() == {"schema", "code", "seconds"}
    return answer.json()["code"]


def paired(client: TestClient, extension=EXTENSION) -> dict[str, str]:
    """The headers of an extension that was paired."""
    answer = client.post("/api/pair", json={"code": code(client)}, headers=extension)
    assert answer.status_code == 200
    return {**extension, "authorization": f"Bearer {answer.json()['token']}"}


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def other(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06}"


@pytest.mark.parametrize("extension", [EXTENSION, FIREFOX], ids=["chrome", "firefox"])
def test_a_paired_extension_may_check_and_rewrite_and_nothing_else(client, extension):
    headers = paired(client, extension)
    assert client.post("/api/check", json=TEXT, headers=headers).status_code == 200
    assert client.post("/api/rewrite", json=TEXT, headers=headers).status_code == 200
    assert client.get("/healthz", headers=headers).status_code == 200
    for method, path in [
        ("GET", "/api/rules"), ("GET", "/"), ("GET", "/static/desk.js"), ("GET", "/api/feedback"),
        ("PUT", "/api/check"),
        ("POST", "/api/pair/code"), ("GET", "/api/pairings"), ("DELETE", "/api/pairings/x"), ("OPTIONS", "/api/check"),
    ]:  # fmt: skip
        assert refusal(client.request(method, path, headers=headers)) == (403, "forbidden"), path
    with pytest.raises(WebSocketDenialResponse) as refused:
        client.websocket_connect(f"ws://{HOST}/api/live", headers=headers).__enter__()
    assert refused.value.status_code == 403


def test_an_extension_that_is_not_paired_learns_only_that_the_server_lives(client):
    wrong = {"authorization": "Bearer wrong"}
    for headers in (EXTENSION, EXTENSION | wrong, EXTENSION | BEARER):
        assert client.post("/healthz", headers=headers).json()["status"] == "ok"
        assert refusal(client.post("/api/check", json=TEXT, headers=headers)) == (401, "token")
        assert refusal(client.get("/api/rules", headers=headers)) == (401, "token")


def test_the_token_of_one_extension_is_of_no_use_to_another(client):
    headers = paired(client)
    assert refusal(client.post("/api/check", json=TEXT, headers=headers | FIREFOX)) == (401, "token")


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example", "null", "", "chrome-extension://short", "chrome-extension://" + "z" * 32,
        "chrome-extension://" + "a" * 32 + ".evil.example", "https://chrome-extension://" + "a" * 32,
        "moz-extension://evil", "chrome-extension://" + "a" * 32 + "\n",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_extension_cannot_pair(client, origin):
    digits = code(client)
    headers = {"origin": origin.encode()}
    assert refusal(client.post("/api/pair", json={"code": digits}, headers=headers)) == (403, "origin")
    assert client.post("/api/pair", json={"code": digits}, headers=EXTENSION).status_code == 200


def test_neither_the_page_nor_a_program_is_an_extension(client):
    digits = code(client)
    for headers in ({}, PAGE):
        assert refusal(client.post("/api/pair", json={"code": digits}, headers=headers)) == (403, "origin")


def test_an_extension_must_ask_for_the_right_host(client):
    headers = paired(client)
    for one in (headers, EXTENSION):
        answer = client.post("/api/pair", json={"code": code(client)}, headers={**one, "host": "evil.example"})
        assert refusal(answer) == (403, "host")


def test_who_is_let_in_is_for_the_page_with_its_token_to_say(client):
    for method, path in (("POST", "/api/pair/code"), ("GET", "/api/pairings"), ("DELETE", "/api/pairings/x")):
        for headers in ({}, {"origin": f"http://{HOST}"}, {"authorization": "Bearer wrong"}):
            assert refusal(client.request(method, path, headers=headers)) == (401, "token")
        assert refusal(client.request(method, path, headers={"origin": "http://evil.example", **BEARER}))[0] == 403


def test_a_code_pairs_once(client):
    digits = code(client)
    assert client.post("/api/pair", json={"code": digits}, headers=EXTENSION).status_code == 200
    assert refusal(client.post("/api/pair", json={"code": digits}, headers=EXTENSION)) == (401, "pairing")


def test_a_new_code_takes_the_place_of_the_old(client):
    first, second = code(client), code(client)
    if first != second:
        assert refusal(client.post("/api/pair", json={"code": first}, headers=EXTENSION)) == (401, "pairing")
    assert client.post("/api/pair", json={"code": second}, headers=EXTENSION).status_code == 200


def test_five_wrong_codes_and_the_right_one_is_dead(client):
    digits = code(client)
    for _ in range(4):
        assert refusal(client.post("/api/pair", json={"code": other(digits)}, headers=EXTENSION))[0] == 401
    assert client.post("/api/pair", json={"code": digits}, headers=EXTENSION).status_code == 200
    digits = code(client)
    for _ in range(5):
        client.post("/api/pair", json={"code": other(digits)}, headers=EXTENSION)
    assert refusal(client.post("/api/pair", json={"code": digits}, headers=EXTENSION)) == (401, "pairing")


def test_without_a_code_nobody_pairs(client):
    assert refusal(client.post("/api/pair", json={"code": "000000"}, headers=EXTENSION)) == (401, "pairing")
    assert refusal(client.post("/api/pair", json={"code": 123456}, headers=EXTENSION)) == (422, "wrong_type")
    assert refusal(client.post("/api/pair", json=[], headers=EXTENSION)) == (422, "wrong_type")
    assert refusal(client.post("/api/pair", content=b"{", headers=EXTENSION)) == (400, "malformed")
    assert refusal(
        client.post("/api/pair", json={"code": "\uff11\uff12\uff13\uff14\uff15\uff16"}, headers=EXTENSION)
    ) == (401, "pairing")


def test_a_code_dies_after_two_minutes(tmp_path):
    now = [0.0]
    pairings = Pairings(tmp_path, clock=lambda: now[0])
    digits = pairings.make_code()
    now[0] = CODE_SECONDS - 0.1
    pairings.pair(digits, EXTENSION["origin"])
    digits = pairings.make_code()
    now[0] += CODE_SECONDS
    with pytest.raises(RefusedError) as refused:
        pairings.pair(digits, EXTENSION["origin"])
    assert refused.value.code == "pairing"


def test_a_pairing_survives_a_restart_and_the_file_holds_no_token(make_client, data):
    headers = paired(make_client())
    content = (data / FILE).read_text()
    assert headers["authorization"].split()[1] not in content
    assert make_client().post("/api/check", json=TEXT, headers=headers).status_code == 200
    if os.name != "nt":
        assert stat.S_IMODE((data / FILE).stat().st_mode) == 0o600
        assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_forgotten_extension_asks_in_vain_also_after_a_restart(make_client):
    client = make_client()
    headers, kept = paired(client), paired(client, FIREFOX)
    listed = client.get("/api/pairings", headers=PAGE).json()["pairings"]
    assert [one["origin"] for one in listed] == [EXTENSION["origin"], FIREFOX["origin"]]
    assert listed[0].keys() == {"id", "origin", "since"}
    path = f"/api/pairings/{listed[0]['id']}"
    assert client.delete(path, headers=PAGE).status_code == 200
    assert refusal(client.delete(path, headers=PAGE)) == (404, "not_found")
    for one in (client, make_client()):
        assert refusal(one.post("/api/check", json=TEXT, headers=headers)) == (401, "token")
        assert one.post("/api/check", json=TEXT, headers=kept).status_code == 200


def test_what_another_server_forgets_is_forgotten_here(make_client):
    here, there = make_client(), make_client()
    headers = paired(here)
    [pairing] = there.get("/api/pairings", headers=PAGE).json()["pairings"]
    there.delete(f"/api/pairings/{pairing['id']}", headers=PAGE)
    assert refusal(here.post("/api/check", json=TEXT, headers=headers)) == (401, "token")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pairings": [{}]}', b'{"pairings": 7}', b"\xff"], ids=repr)
def test_a_damaged_file_holds_no_pairing_and_can_be_written_anew(make_client, data, content):
    data.mkdir()
    (data / FILE).write_bytes(content)
    client = make_client()
    assert client.get("/api/pairings", headers=PAGE).json()["pairings"] == []
    assert client.post("/api/check", json=TEXT, headers=paired(client)).status_code == 200


def test_a_file_that_others_wrote_lets_no_website_in(make_client, data):
    headers = paired(make_client())
    written = json.loads((data / FILE).read_text())
    written["pairings"][0]["origin"] = "https://evil.example"
    (data / FILE).write_text(json.dumps(written))
    answer = make_client().post("/api/check", json=TEXT, headers={**headers, "origin": "https://evil.example"})
    assert refusal(answer) == (403, "origin")


def test_a_pairing_that_cannot_be_kept_is_told_and_the_code_holds_on(client, data):
    digits = code(client)
    data.write_text("a file where the folder should be")
    assert refusal(client.post("/api/pair", json={"code": digits}, headers=EXTENSION)) == (503, "store")
    data.unlink()
    assert client.post("/api/pair", json={"code": digits}, headers=EXTENSION).status_code == 200


def test_only_the_newest_pairings_are_kept(tmp_path):
    pairings = Pairings(tmp_path)
    tokens = [pairings.pair(pairings.make_code(), EXTENSION["origin"]) for _ in range(KEPT + 1)]
    assert len(pairings.listed()) == KEPT
    assert not pairings.knows(EXTENSION["origin"], tokens[0])
    assert pairings.knows(EXTENSION["origin"], tokens[-1])


def test_with_a_token_file_an_extension_pairs_the_same_way(make_client):
    client = make_client(everyone=True)
    assert client.post("/api/check", json=TEXT, headers=paired(client)).status_code == 200
    assert client.post("/api/pair", json={"code": "000000"}).status_code == 401


def at_once(work, times: int) -> list[str]:
    """What came of doing `work` in so many threads at once; the code of a refusal."""
    told: list[str] = []
    ready = threading.Barrier(times)

    def run() -> None:
        ready.wait(20)
        try:
            told.append(work())
        except RefusedError as refusal:
            told.append(refusal.code)

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return told


def test_a_code_serves_once_however_many_try_it_at_once(data):
    pairings = Pairings(data)
    digits = pairings.make_code()
    told = at_once(lambda: pairings.pair(digits, EXTENSION["origin"]), 20)
    assert told.count("pairing") == 19
    assert len(pairings.listed()) == 1


def test_a_file_that_is_nested_too_deeply_holds_no_pairing(client, data):
    headers = paired(client)
    (data / FILE).write_text("[" * 100_000)
    assert client.get("/api/pairings", headers=PAGE).json()["pairings"] == []
    assert client.post("/api/check", json=TEXT, headers=headers).status_code == 401


def test_a_code_that_was_made_while_another_was_tried_holds(data, monkeypatch):
    pairings = Pairings(data)
    first = pairings.make_code()
    keep, made = pairings._keep, []

    def slow(kept):
        made.append(pairings.make_code())
        keep(kept)

    monkeypatch.setattr(pairings, "_keep", slow)
    pairings.pair(first, EXTENSION["origin"])
    monkeypatch.undo()
    assert pairings.pair(made[0], FIREFOX["origin"])
