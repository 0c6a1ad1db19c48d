"""Playbooks: what a trainer wrote for each thing that is refused, and how the parts are put together."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from coach.files.schema.conditions import OneOrMore, Patterns, Strict, Text

_STOPS: Final = "。！？；，,.!?;~"


def _bare(text: str) -> str:
    if text[-1] in _STOPS or "⟨" in text or "$" in text:
        raise PydanticCustomError("coach", "这里写半句话：不留空，末尾不加标点，前后由教练来接")
    return text


Part = Annotated[Text, AfterValidator(_bare)]
Three = Annotated[list[Text], Field(min_length=3)]


class Thing(Strict):
    """One thing that is refused."""

    about: Patterns
    broad: Literal["true"] | None = None
    because: Part
    limit: Part
    can: Part
    examples: OneOrMore


class Playbook(Strict):
    """A playbook file."""

    title: Text
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
    help: Patterns
    condition: Patterns
    question: Patterns
    registers: Annotated[dict[Text, Register], Field(min_length=1)]
