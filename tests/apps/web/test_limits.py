"""How much may be asked."""

import asyncio

import pytest
from starlette.requests import Request

from coach.apps.web.limits import BODY_LIMIT, REST_LIMIT, Rate, read_body
from coach.apps.web.refusals import RefusedError


def test_a_body_up_to_the_limit_is_answered_and_one_over_it_refused(client):
    head, tail = b'{"text": "', b'"}'
    most = BODY_LIMIT - len(head) - len(tail)
    assert client.post("/api/check", content=head + b"a" * most + tail).status_code == 200
    answer = client.post("/api/check", content=head + b"a" * (most + 1) + tail)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_a_body_in_chunks_is_kept_no_further_than_the_limit_and_passed_over_for_a_while():
    taken = []

    async def receive():
        taken.append(1)
        assert len(taken) < 10_000
        return {"type": "http.request", "body": b"a" * 65536, "more_body": True}

    request = Request({"type": "http", "method": "POST", "headers": []}, receive)
    with pytest.raises(RefusedError) as refused:
        asyncio.run(read_body(request))
    assert refused.value.status == 413
    assert len(taken) == (BODY_LIMIT + REST_LIMIT) // 65536 + 2


def test_who_waits_to_be_told_that_a_large_body_may_come_is_refused_at_once():
    async def receive():
        raise AssertionError

    headers = [(b"content-length", b"10485760"), (b"expect", b"100-continue")]
    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    with pytest.raises(RefusedError) as refused:
        asyncio.run(read_body(request))
    assert refused.value.status == 413


def test_a_body_that_never_comes_is_not_waited_for():
    async def receive():
        await asyncio.sleep(60)

    request = Request({"type": "http", "method": "POST", "headers": []}, receive)
    with pytest.raises(RefusedError) as refused:
        asyncio.run(read_body(request, seconds=0.01))
    assert refused.value.status == 408


def test_a_client_that_goes_away_in_the_middle_is_no_breakage():
    async def receive():
        return {"type": "http.disconnect"}

    request = Request({"type": "http", "method": "POST", "headers": []}, receive)
    with pytest.raises(RefusedError) as refused:
        asyncio.run(read_body(request))
    assert refused.value.status == 400


def test_too_many_requests_are_refused_until_time_passes():
    now = [0.0]
    rate = Rate(2, clock=lambda: now[0])
    for _ in range(4):
        rate.take("a")
    with pytest.raises(RefusedError) as refused:
        rate.take("a")
    assert refused.value.status == 429
    rate.take("b")
    now[0] = 0.5
    rate.take("a")
    with pytest.raises(RefusedError):
        rate.take("a")


def test_a_client_over_its_rate_gets_429(make_client):
    client = make_client(per_second=1)
    statuses = [client.post("/api/check", json={"text": "您好"}).status_code for _ in range(8)]
    assert statuses[0] == 200
    assert 429 in statuses
    assert client.get("/healthz").status_code == 200
