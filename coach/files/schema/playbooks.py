"""Playbooks: what a trainer wrote for each thing that is refused, and how the parts are put together."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from coach.core.playbook import PARTS, unknown_word
from coach.files.schema.conditions import OneOrMore, Patterns, Strict, Text

_STOPS: Final = "。！？；，,.!?;~"


def _bare(text: str) -> str:
    if text[-1] in _STOPS or "⟨" in text or "$" in text:
        raise PydanticCustomError("coach", "这里写半句话：不留空，末尾不加标点，前后由教练来接")
    return text


Part = Annotated[Text, AfterValidator(_bare)]


def _known_words(text: str) -> str:
    word = unknown_word(text)
    if word is not None:
        known = "、".join(f"${part}" for part in PARTS)
        raise PydanticCustomError("coach", "{problem}", {"problem": f"不认识“{word}”，只有 {known}"})
    return text


Wording = Annotated[Text, AfterValidator(_known_words)]


def _at_least_three(wordings: list[str]) -> list[str]:
    if len(wordings) < 3:
        raise PydanticCustomError("coach", "至少要写三种说法，不然每条回复的结尾都一样")
    return wordings


Three = Annotated[list[Wording], AfterValidator(_at_least_three)]


class Thing(Strict):
    """One thing that is refused."""

    about: Patterns
    fits: Patterns | None = None
    unless: Patterns | None = None
    broad: Literal["true"] | None = None
    because: Part
    limit: Part
    can: Part
    examples: OneOrMore


class Playbook(Strict):
    """A playbook file."""

    title: Text
    trade: Patterns | None = None
    elsewhere: Patterns | None = None
    things: Annotated[dict[Text, Thing], Field(min_length=1)]


class Register(Strict):
    """The wordings of one register; at least three of each, so that not every reply ends alike."""

    when: Patterns | None = None
    explain: Three
    follow: Three
    offer: Three


class Wordings(Strict):
    """wordings.yaml."""

    refusal: Patterns
    reason: Patterns
    because: Patterns
    help: Patterns
    condition: Patterns
    question: Patterns
    lead: Patterns
    filler: Patterns
    blame: Patterns | None = None
    farewell: Patterns | None = None
    registers: Annotated[dict[Text, Register], Field(min_length=1)]
