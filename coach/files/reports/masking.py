"""What names one person is starred before a text is listed for others to read."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"(?<!\d)(\d{3})(?:\d{2,}|(?:[ -]?\d){6,})(\d{2})(?!\d)")
_ADDRESS: Final = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}(?=@\w)", re.ASCII)


def masked(text: str) -> str:
    """`text` with the middle of long numbers starred (seven digits, or more in groups), and names in addresses."""
    return _ADDRESS.sub("***", _NUMBER.sub(r"\1****\2", text))
