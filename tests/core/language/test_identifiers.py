"""Identifiers: told apart by checksum, date and the words beside them, and masked."""

import pytest

from coach.core.language.folding import fold
from coach.core.language.identifiers import held, identifiers, is_bank_card, is_id_number, is_mobile, mask

ID_NUMBER = "110101199003071233"
CARD = "6222021234567890128"


def found(text: str) -> list[tuple[str, str, str]]:
    folded = fold(text).text
    return [(folded[one.start : one.end], one.kind, one.masked) for one in identifiers(folded)]


@pytest.mark.parametrize(
    "written",
    [
        "13800001111", "138 0000 1111", "138-0000-1111", "1380000 1111", "138 00001111", "138–0000–1111",
        "１３８００００１１１１",  # noqa: RUF001  # full width
        "+8613800001111", "008613800001111",
    ],
)  # fmt: skip
def test_a_mobile_number_however_it_is_spaced(written: str):
    [(_, kind, masked)] = found(f"您的手机号是{written}对吗")
    assert (kind, masked) == ("mobile", "138****1111")


def test_a_country_code_that_stands_apart_is_not_part_of_it():
    assert found("+86 138 0000 1111")[0][0] == "138 0000 1111"
    assert found("86-13800001111")[0][0] == "13800001111"


def test_two_numbers_side_by_side():
    assert [text for text, _, _ in found("13800001111 13900002222/13700003333")] == [
        "13800001111",
        "13900002222",
        "13700003333",
    ]


@pytest.mark.parametrize("word", ["tel", "Phone:", "手机", "拍3件 "])
def test_words_before_a_number(word: str):
    assert [kind for _, kind, _ in found(f"{word}13800001111")] == ["mobile"]


@pytest.mark.parametrize(
    "text",
    [
        "138****1111", "4001234567", "400-123-4567", "8008208820", "95338", "021-12345678", "13800001111-1234",
        "21380000111", "138000011112", "12800001111", "JD13800001111", "13800001111AB", "订单号：13800001111",
        "运单 13800001111", "编号13800001111", "2026-11-22 138", "3.50", "",
    ],
)  # fmt: skip
def test_what_is_none(text: str):
    assert found(text) == []


@pytest.mark.parametrize("written", [ID_NUMBER, f"{ID_NUMBER[:6]} {ID_NUMBER[6:14]} {ID_NUMBER[14:]}"])
def test_an_identity_number(written: str):
    assert found(f"证件号{written}") == [(written, "id-card", "1101**********1233")]


@pytest.mark.parametrize(
    "digits",
    ["110101199003071234", "110101199002301233", "110101199013071233", "010101199003071233", "11010119900307123"],
)
def test_an_identity_number_needs_its_check_digit_and_a_day(digits: str):
    assert not is_id_number(digits)


def test_the_check_digit_may_be_an_x():
    [x] = [f"11010119900307{number:03}x" for number in range(1000) if is_id_number(f"11010119900307{number:03}x")][:1]
    assert found(x.upper())[0][1] == "id-card"


@pytest.mark.parametrize("written", [CARD, " ".join(CARD[start : start + 4] for start in range(0, 19, 4))])
def test_a_bank_card(written: str):
    assert found(f"卡号{written}吗") == [(written, "bank-card", "6222***********0128")]


@pytest.mark.parametrize(
    "digits", ["6222021234567890127", "1222021234567890128", "4444444444444444", "622202123456789"]
)
def test_a_bank_card_needs_its_check_digit(digits: str):
    assert not is_bank_card(digits)


def test_an_order_number_that_passes_for_a_card_is_none_beside_its_word():
    assert found(f"订单号{CARD}已经寄出") == []


def test_mobile_numbers_by_their_digits():
    assert is_mobile("13800001111")
    assert not is_mobile("1380000111")


def test_an_address():
    assert found("已发到 z***n@mail.example") == []
    assert found("邮箱 Zhang.San@mail.example 对吗") == [("zhang.san@mail.example", "email", "z***@mail.example")]


@pytest.mark.parametrize("text", ["z***@mail.example", "a@b", "@mail.example", "5@2.50", "谢谢@小林"])
def test_what_is_no_address(text: str):
    assert found(text) == []


def test_a_number_that_is_an_address_is_only_that():
    assert [kind for _, kind, _ in found("13800001111@mail.example")] == ["email"]


def test_only_what_is_wanted():
    folded = "13800001111，lin@mail.example"
    assert [one.kind for one in identifiers(folded, ["email"])] == ["email"]


def test_masks():
    assert mask("mobile", "13800001111") == "138****1111"
    assert mask("bank-card", CARD) == "6222***********0128"
    assert mask("email", "lin@mail.example") == "l***@mail.example"


@pytest.mark.parametrize(
    ("message", "kinds"),
    [
        ("订单号 2839238492839283", {"order-number"}),
        ("JD0012345678 怎么还没到", {"order-number"}),
        ("我电话13800001111", {"mobile"}),
        ("138 0000 1111，单号2026112200118899", {"mobile", "order-number"}),
        (f"卡号{CARD}", {"bank-card"}),
        ("尾号1234", set()),
        ("打了4001234567没人接", set()),
        ("打了021-12345678没人接", set()),
        ("abcdefgh12是什么", set()),
        ("怎么还没到", set()),
    ],
)
def test_what_a_customer_typed(message: str, kinds: set[str]):
    assert held(fold(message).text) == kinds


def test_the_placeholder_of_an_order_is_one():
    assert held(fold("我的单[订单号]", {"订单号": "order"}).text) == {"order-number"}
