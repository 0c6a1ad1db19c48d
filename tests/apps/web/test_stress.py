"""Many clients at once, with texts for every lane: each is told what it is told when it is alone."""

import random
from concurrent.futures import ThreadPoolExecutor

CLIENTS, EACH = 8, 40


def test_who_asks_beside_others_is_told_the_same(client):
    parts = ["您好，已经收到", "亲，这边不能退货的哦", "我们尽快给您处理。", "但是😀系统规定如此", "请拨打13800001111"]
    chosen = random.Random(5)
    texts = ["".join(chosen.choices(parts, k=size)) for size in (1, 2, 3, 30, 60, 250) for _ in range(4)]
    questions = [{"text": text, "offset_unit": "utf16", "explain": True, "context": "能退吗"} for text in texts]
    alone = [client.post("/api/check", json=one).json() for one in questions]
    assert {bool(one["findings"]) for one in alone} == {True, False}

    def ask(seed: int) -> list[int]:
        order = random.Random(seed).choices(range(len(texts)), k=EACH)
        return [one for one in order if client.post("/api/check", json=questions[one]).json() != alone[one]]

    with ThreadPoolExecutor(CLIENTS) as clients:
        assert [*clients.map(ask, range(CLIENTS))] == [[]] * CLIENTS
