"""Reply Coach: marks in a customer-service reply what a trainer would mark, and offers a better wording.

import coach

c = coach.load()
result = c.check("亲，这边不能退货的哦", context=["怎么还不退钱！"])
result.findings, result.rewrite().text
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from coach.core.model.conversation import Conversation, Message
    from coach.core.model.finding import Finding, Suggestion
    from coach.core.model.result import Result
    from coach.errors import CoachError
    from coach.files.loading import Coach, load

_HOMES = {
    "Coach": "coach.files.loading",
    "CoachError": "coach.errors",
    "Conversation": "coach.core.model.conversation",
    "Finding": "coach.core.model.finding",
    "Message": "coach.core.model.conversation",
    "Result": "coach.core.model.result",
    "Suggestion": "coach.core.model.finding",
    "load": "coach.files.loading",
}

__all__ = ["Coach", "CoachError", "Conversation", "Finding", "Message", "Result", "Suggestion", "__version__", "load"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: a quiet check needs few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
