"""Redaction: what may name one person is starred before a text is listed for others to read.

`coach.core.language.identifiers.mask` is something else: it writes one identifier of a known kind as a reply may show
it to its owner. Here nobody need recognise the number, so every long one is starred, an order's too, whatever its kind.
"""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"(?<!\d)(\d{3})(?:\d{2,}|(?:[ -]?\d){6,})(\d{2})(?!\d)")
_ADDRESS: Final = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}(?=@\w)", re.ASCII)


def redacted(text: str) -> str:
    """`text` with the middle of long numbers starred (seven digits, or more in groups), and names in addresses."""
    return _ADDRESS.sub("***", _NUMBER.sub(r"\1****\2", text))


def starred(text: str) -> str:
    """The same with one star for each character, so that positions in `text` stay right."""
    numbers = _NUMBER.sub(lambda found: found[1] + "*" * (len(found[0]) - 5) + found[2], text)
    return _ADDRESS.sub(lambda found: "*" * len(found[0]), numbers)
