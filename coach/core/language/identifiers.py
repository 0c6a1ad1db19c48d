"""Numbers and addresses that name one person or order: found in folded text, told by kind, and masked.

Checksums and dates tell a bank card or an identity number from any other long number; words beside it (订单号, 运单)
tell the rest. Every function is pure, and linear in the length of its text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from typing import Final, Literal, NamedTuple, get_args

from coach.core.language.folding import VARIABLE

Detector = Literal["mobile", "id-card", "bank-card", "email"]
DETECTORS: Final[tuple[Detector, ...]] = get_args(Detector)
"""What `identifiers` can look for."""
ORDER_NUMBER: Final = "order-number"
PHOTO: Final = "photo"
HELD: Final = (*DETECTORS, ORDER_NUMBER, PHOTO)
"""What `held` knows."""

_ENOUGH_DIGITS: Final = re.compile("[0-9]{4}")
# Kept as text: most replies hold no number, and need none of these compiled.
_RUN: Final = r"(?<![0-9])[0-9](?:[ \-–—]?[0-9]){9,79}x?(?![0-9])"
_GROUP: Final = "[0-9]+x?"
_ORDER_RUN: Final = (
    r"(?<![a-z0-9])(?<!0[0-9]{2}-)(?<!0[0-9]{3}-)"  # no landline
    r"(?![48]00[0-9]{7}(?![a-z0-9]))"  # no hotline
    r"[a-z0-9]{8,32}(?![a-z0-9])"
)
_ORDER_WORD: Final = (
    r"(?:订单|运单|单号|编[号码]|流水号?|条码|序列号|货号|(?<![a-z])(?:sn|imei|no))号?[是为: .#\[(【]{0,3}\Z"
)
_PHOTO: Final = r"[\[【{<](?:图片|照片|截图|image|img|photo)|\.(?:jpe?g|png|gif|webp|heic)(?![a-z])"
_TELEPHONE: Final = ("tel", "phone", "mobile", "call")
_DOMAIN: Final = r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}"
_LOCAL: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")
_LOCAL_LIMIT: Final = 64
_DOMAIN_LIMIT: Final = 400
_MOBILE: Final = "1[3-9][0-9]{9}"
_START: Final = attrgetter("start")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10x98765432"
_CARD_STARTS: Final = "34569"
_SHAPES: Final[dict[tuple[int, ...], Detector]] = {
    (11,): "mobile", (3, 4, 4): "mobile", (3, 8): "mobile", (7, 4): "mobile", (3, 3, 5): "mobile",
    (18,): "id-card", (6, 8, 4): "id-card", (14, 4): "id-card",
}  # fmt: skip
_LONGEST_SHAPE: Final = 5


class Identifier(NamedTuple):
    """One identifier: ``[start:end)`` of the folded text, its kind, and how it reads masked."""

    start: int
    end: int
    kind: Detector
    masked: str


def identifiers(folded: str, wanted: Collection[str] = DETECTORS) -> list[Identifier]:
    """The identifiers of the `wanted` kinds in `folded`, in order.

    What is masked already, a hotline, an extension or a number called an order's is none.
    """
    has_digits = _ENOUGH_DIGITS.search(folded)
    if not has_digits and "@" not in folded:
        return []
    found = list(_emails(folded))
    if has_digits:
        emails = list(found)
        for run in re.finditer(_RUN, folded):
            if _is_apart(run, emails):
                found += _in_run(folded, run)
    return sorted(one for one in found if one.kind in wanted)


def held(folded: str) -> frozenset[str]:
    """Which of `HELD` a customer's message holds.

    An order number is a run of 8 to 32 letters and digits, mostly digits, that is nothing else; or the placeholder of
    one.
    """
    found = identifiers(folded)
    kinds: set[str] = {one.kind for one in found}
    runs = (run for run in re.finditer(_ORDER_RUN, folded) if 2 * sum(map(str.isdigit, run.group())) > len(run.group()))
    if VARIABLE["order"] in folded or any(_is_apart(run, found) for run in runs):
        kinds.add(ORDER_NUMBER)
    if re.search(_PHOTO, folded):
        kinds.add(PHOTO)
    return frozenset(kinds)


def is_mobile(digits: str) -> bool:
    """Whether `digits` are a mobile number of the mainland."""
    return re.fullmatch(_MOBILE, digits) is not None


def is_id_number(digits: str) -> bool:
    """Whether `digits` are an identity number (GB 11643): a day of birth that there is, and the right check digit."""
    if not re.fullmatch("[1-9][0-9]{16}[0-9x]", digits) or not 1900 <= int(digits[6:10]) < 2040:
        return False
    month, day = int(digits[10:12]), int(digits[12:14])
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, digits, strict=False))
    return digits[17] == _ID_CHECKS[total % 11]


def is_bank_card(digits: str) -> bool:
    """Whether `digits` are a bank card's: 16 to 19, a first digit that cards have, and the check of Luhn."""
    if not re.fullmatch("[0-9]{16,19}", digits) or digits[0] not in _CARD_STARTS or len(set(digits)) < 3:
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[::-2]))) % 10 == 0


def mask(kind: Detector, written: str) -> str:
    """`written`, digits or an address of this `kind`, as a reply may show it to its owner: its middle starred.

    Enough is left to recognise it by; a text that is listed for others is redacted instead.
    """
    if kind == "email":
        name, _, domain = written.partition("@")
        return f"{name[0]}***@{domain}"
    if kind == "mobile":
        return f"{written[:3]}****{written[-4:]}"
    return f"{written[:4]}{'*' * (len(written) - 8)}{written[-4:]}"


def _in_run(folded: str, run: re.Match[str]) -> Iterator[Identifier]:
    """The identifiers in a run of digits with single spaces or dashes between them."""
    start, end = run.span()
    if re.search(_ORDER_WORD, folded[max(start - 8, 0) : start]) or _is_part_of_a_word(folded, start, end):
        return
    groups = [(start + group.start(), start + group.end()) for group in re.finditer(_GROUP, run.group())]
    first = 0
    while first < len(groups):
        for size in range(min(_LONGEST_SHAPE, len(groups) - first), 0, -1):
            found = _window(folded, groups[first : first + size], run)
            if found:
                yield found
                first += size - 1
                break
        first += 1


def _window(folded: str, groups: Sequence[tuple[int, int]], run: re.Match[str]) -> Identifier | None:
    """The identifier that neighbouring groups make, when no dash ties them to another group."""
    start, end = groups[0][0], groups[-1][1]
    digits = "".join(folded[slice(*group)] for group in groups)
    if start > run.start() and folded[start - 1] != " " and not folded[: start - 1].endswith("86"):
        return None
    if end < run.end() and folded[end] != " ":
        return None
    shape = tuple(stop - begin for begin, stop in groups)
    if shape == (13,) and digits.startswith("86") and folded[start - 1 : start] == "+":
        shape, digits = (11,), digits[2:]
    elif shape == (15,) and digits.startswith("0086"):
        shape, digits = (11,), digits[4:]
    kind = _kind(shape, digits)
    return Identifier(start, end, kind, mask(kind, digits)) if kind else None


def _kind(shape: tuple[int, ...], digits: str) -> Detector | None:
    kind = _SHAPES.get(shape)
    if kind == "mobile" and is_mobile(digits):
        return kind
    if kind == "id-card" and is_id_number(digits):
        return kind
    in_fours = len(shape) > 3 and set(shape[:-1]) == {4} and shape[-1] <= 4
    return "bank-card" if (len(shape) == 1 or in_fours) and is_bank_card(digits) else None


def _is_part_of_a_word(folded: str, start: int, end: int) -> bool:
    """Whether letters beside the run make it a code: JD13800001111."""
    before = folded[max(start - 6, 0) : start]
    if before and before[-1].isascii() and before[-1].isalpha():
        return not before.endswith(_TELEPHONE)
    return folded[end : end + 1].isascii() and folded[end : end + 1].isalpha()


def _emails(folded: str) -> Iterator[Identifier]:
    done = 0
    for sign in re.finditer("@", folded):
        start = at = sign.start()
        while start > max(done, at - _LOCAL_LIMIT) and folded[start - 1] in _LOCAL:
            start -= 1
        domain = re.match(_DOMAIN, folded[at + 1 : at + _DOMAIN_LIMIT])
        masked = folded[start - 1 : start] == "*"
        if start < at and not masked and domain and domain.group().rpartition(".")[2].isalpha():
            done = at + 1 + domain.end()
            yield Identifier(start, done, "email", mask("email", folded[start:done]))


def _is_apart(run: re.Match[str], found: Sequence[Identifier]) -> bool:
    """Whether `run` shares nothing with `found`, which are in order."""
    index = bisect_left(found, run.end(), key=_START)
    return index == 0 or found[index - 1].end <= run.start()
