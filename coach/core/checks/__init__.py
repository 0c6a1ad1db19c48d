"""The kinds of check, one file each: a closed set, while rules are an open one.

A kind is a frozen dataclass. It makes its fields from the keys of a rule file (`compile`; their shape stands in
`coach.files.schema`), says which matchers call it up (`triggers`), and finds the places in a reading (`find`).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from coach.core.matching import Match
    from coach.core.reading import Reading

KINDS: Final = ("phrase", "absence", "substitute", "whole", "measure", "tokens", "repeat", "identifier")
"""Each is a module here with a class of its name; loaded when a rule of that kind is."""


class Check(Protocol):
    """What every kind can do."""

    def triggers(self) -> list[int]:
        """The matchers whose literals call the check up; empty when it must run on every turn."""
        ...

    def find(self, reading: Reading) -> list[Match]:
        """The places of the fault in `reading`, in order, before the rule's conditions."""
        ...


def kind_of(name: str) -> Any:
    """The class of the kind `name`, one of `KINDS`."""
    return getattr(import_module(f"coach.core.checks.{name}"), name.capitalize())


def check_of(fields: Mapping[str, Any]) -> Check:
    """The check with these compiled fields, ``kind`` among them."""
    made: Check = kind_of(fields["kind"])(**{key: value for key, value in fields.items() if key != "kind"})
    return made
