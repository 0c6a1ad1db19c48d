"""The keys of each kind of check."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from coach.core.language.identifiers import Detector
from coach.files.schema.conditions import Condition, OneOrMore, Patterns, Strict, Text, Texts


class Need(Strict):
    """A need with exceptions."""

    is_: OneOrMore
    unless: list[Condition] = []


class Phrase(Strict):
    """`kind: phrase`."""

    kind: Literal["phrase"]
    any: Patterns
    edge: Literal["word"] | None = None


class Absence(Strict):
    """`kind: absence`."""

    kind: Literal["absence"]
    when: Patterns | None = None
    need: Annotated[list[Text | Need], Field(min_length=1)]
    look: Literal["turn", "clause", "other-clauses", "before", "after"] = "turn"


class Substitute(Strict):
    """`kind: substitute`."""

    kind: Literal["substitute"]
    map: Annotated[dict[Text, str], Field(min_length=1)]
    applicability: Literal["safe", "review", "guide"] = "review"


class Whole(Strict):
    """`kind: whole`."""

    kind: Literal["whole"]
    each_clause: Patterns
    mark: Patterns


class Measure(Strict):
    """`kind: measure`."""

    kind: Literal["measure"]
    of: Text
    in_: Literal["turn", "message", "sentence", "run", "alone"]
    more_than: Annotated[int, Field(ge=0)]
    uncounted: OneOrMore | None = None


class Repeat(Strict):
    """`kind: repeat`."""

    kind: Literal["repeat"]
    at_least: Annotated[int, Field(ge=4)]
    skip: Patterns | None = None


class Tokens(Strict):
    """`kind: tokens`."""

    kind: Literal["tokens"]
    any: Annotated[list[list[dict[str, Any]]], Field(min_length=1)]
    near: Texts


class Identifier(Strict):
    """`kind: identifier`."""

    kind: Literal["identifier"]
    any: Annotated[list[Detector], Field(min_length=1)]


Check = Annotated[
    Phrase | Absence | Substitute | Whole | Measure | Repeat | Tokens | Identifier, Field(discriminator="kind")
]
