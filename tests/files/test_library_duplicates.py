"""Near duplicates: what says the same is found whatever its numbers and variables, and only that."""

import random
import time

import pytest

from coach.files.library_duplicates import essence, near_duplicates

NAMES = {"姓名": "person", "订单号": "order"}


def clusters(*texts: str) -> list[list[int]]:
    found = near_duplicates([essence(text, NAMES) for text in texts])
    return [[one.number for one in cluster] for cluster in found]


@pytest.mark.parametrize(
    "other",
    [
        "您好，您的包裹今天从仓库发出，预计3天送到。",
        "您好！您的包裹今天从仓库发出 预计15天送到",
        "您好，{姓名}，您的包裹{{ticket.id}}今天从仓库发出，预计【订单号】天送到。",
        "您好，您的包裹今天從倉庫發出，預計三天送到。",
    ],
)
def test_numbers_variables_punctuation_and_script_are_no_difference(other: str):
    [[first, second]] = near_duplicates(
        [essence(one, NAMES) for one in ("您好，您的包裹今天从仓库发出，预计3天送到。", other)]
    )
    assert (first, second) == ((0, 1.0), (1, 1.0))


def test_almost_the_same_words_are_near():
    [[_, near]] = near_duplicates(["您好请问有什么可以帮您", "您好请问有什么能帮您的吗"])
    assert near.number == 1
    assert 0.5 <= near.similarity < 1


def test_what_says_something_else_is_not():
    assert clusters("这款全国包邮，您寄到哪里呢", "面料是纯棉的，机洗请装洗衣袋", "好的") == []


def test_what_holds_only_numbers_and_variables_is_compared_with_nothing():
    assert clusters("{姓名}", "123", "。。。", "{姓名}") == []


def test_the_largest_cluster_comes_first():
    assert clusters("好的", "在的亲", "好的", "在的，亲", "在的亲！") == [[1, 3, 4], [0, 2]]


def test_ten_thousand_responses_are_compared_in_seconds():
    chance = random.Random(1)
    signs = [chr(code) for code in range(0x4E00, 0x4F00)]
    texts = ["".join(chance.choices(signs, k=40)) for _ in range(10_000)]
    texts[9_000] = f"好{texts[17][:38]}"
    start = time.perf_counter()
    [[first, second]] = near_duplicates(texts)
    assert (first.number, second.number) == (17, 9_000)
    assert time.perf_counter() - start < 30
