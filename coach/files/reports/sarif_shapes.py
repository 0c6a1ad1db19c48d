"""The parts that SARIF puts together: a file, a region of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.files.reports.told_path import uri

if TYPE_CHECKING:
    from coach.files.reports.positions import Region


def artifact(path: str, folder: str) -> dict[str, Any]:
    """An `artifactLocation`."""
    return {"uri": uri(path, folder)}


def region(where: Region) -> dict[str, Any]:
    """A `region`; only its line when that is all there is."""
    if not where.is_exact:
        return {"startLine": where.line}
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }
