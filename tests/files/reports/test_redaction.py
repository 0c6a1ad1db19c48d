"""Numbers and addresses that name one person are starred; what is said of them is not."""

import pytest

from coach.files.reports.redaction import redacted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请打13812345678", "请打138****78"),
        ("138-1234-5678", "138****78"),
        ("138 1234 5678。", "138****78。"),
        ("身份证11010519491231002X", "身份证110****02X"),
        ("发到 wang.li@example.com", "发到 ***@example.com"),
        ("订单123456，95555", "订单123456，95555"),
        ("2026-11-22 18:00 前", "2026-11-22 18:00 前"),
        ("@我 12元", "@我 12元"),
        ("尽快", "尽快"),
        ("", ""),
    ],
)
def test_what_is_starred(text: str, shown: str):
    assert redacted(text) == shown


def test_a_long_text_takes_no_longer_than_its_length():
    for unit in ("1 ", "1-", "12345", "a.", "@a"):
        assert redacted(unit * 20_000)
