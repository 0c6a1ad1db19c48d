"""What a change would do to a text, as a unified diff that a person can read."""

from __future__ import annotations

from collections.abc import Iterator

from coach.files.reports.plain_text import visible


def difference(name: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff, without line ends; characters that could play tricks are shown by their code.

    Args:
        name: what the text is called in the diff's head.
    """
    from difflib import unified_diff

    old, new = before.splitlines(), after.splitlines()
    for line in unified_diff(old, new, f"{name}（现在）", f"{name}（改后）", lineterm=""):
        yield visible(line)
