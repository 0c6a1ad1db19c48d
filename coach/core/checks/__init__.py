"""The kinds of check, one file each: a closed set, while rules are an open one.

A kind is a frozen dataclass. It makes its fields from the keys of a rule file (`compile`; their shape stands in
`coach.files.schema`), says which matchers call it up (`triggers`), and finds the places in a reading (`find`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from coach.core.checks.absence import Absence
from coach.core.checks.identifier import Identifier
from coach.core.checks.measure import Measure
from coach.core.checks.phrase import Phrase
from coach.core.checks.repeat import Repeat
from coach.core.checks.substitute import Substitute
from coach.core.checks.tokens import Tokens
from coach.core.checks.whole import Whole

if TYPE_CHECKING:
    from coach.core.matching import Match
    from coach.core.scan import Reading


class Check(Protocol):
    """What every kind can do."""

    def triggers(self) -> list[int]:
        """The matchers whose literals call the check up; empty when it must run on every turn."""
        ...

    def find(self, reading: Reading) -> list[Match]:
        """The places of the fault in `reading`, in order, before the rule's conditions."""
        ...


KINDS: Final[dict[str, Any]] = {
    "phrase": Phrase,
    "absence": Absence,
    "substitute": Substitute,
    "whole": Whole,
    "measure": Measure,
    "tokens": Tokens,
    "repeat": Repeat,
    "identifier": Identifier,
}


def check_of(fields: Mapping[str, Any]) -> Check:
    """The check with these compiled fields, ``kind`` among them."""
    made: Check = KINDS[fields["kind"]](**{key: value for key, value in fields.items() if key != "kind"})
    return made
