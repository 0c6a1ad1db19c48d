"""The baseline: findings that were there before, counted, so that a build fails on what is new only.

For each file and fingerprint it holds a count, and only as many findings as counted are left out of a report. It only
shrinks: it grows when somebody says by how many findings and why, and the reasons stay in it. It holds no reply's text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.errors import SettingsError
from coach.files.atomic import atomic
from coach.files.globs import relative

if TYPE_CHECKING:
    from coach.core.model.finding import Finding

SCHEMA: Final = 1


class Key(NamedTuple):
    """What is counted: findings of one fingerprint in one file, whose path is seen from the baseline's folder."""

    path: str
    guideline: str
    fingerprint: str


class Acceptance(NamedTuple):
    """So many new findings were accepted, for this reason."""

    findings: int
    reason: str


class Baseline(NamedTuple):
    """A baseline as its file holds it."""

    counts: Mapping[Key, int]
    accepted: Sequence[Acceptance] = ()

    @property
    def total(self) -> int:
        """How many findings it counts."""
        return sum(self.counts.values())


def read_baseline(path: str) -> Baseline | None:
    """The baseline in the file `path`; None when there is no such file.

    Raises:
        SettingsError: it is damaged, or of a later version.
    """
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"{path}: 文件打不开：{error.strerror}") from None
    try:
        return _baseline(json.loads(content.decode("utf-8-sig")))
    except json.JSONDecodeError as error:
        what = f"第 {error.lineno} 行附近读不下去"
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        what = str(error) if isinstance(error, _OtherVersionError) else "里面的内容不对"
    raise SettingsError(f"{path}: 基线文件{what}。请从 git 里恢复它，或者删掉以后运行 coach baseline write 重写")


class _OtherVersionError(ValueError):
    pass


def _baseline(data: Any) -> Baseline:
    """The baseline of parsed JSON; ValueError, KeyError or TypeError when it is none."""
    if data["schema"] != SCHEMA:
        raise _OtherVersionError(f"的版本是 {data['schema']}，这个版本的教练只认 {SCHEMA}")
    counts: Counter[Key] = Counter()
    for entry in data["findings"]:
        key = Key(entry["path"], entry["guideline"], entry["fingerprint"])
        if not all(isinstance(part, str) for part in key) or not _is_count(entry["count"]):
            raise ValueError(entry)
        counts[key] += entry["count"]
    accepted = [Acceptance(entry["findings"], entry["reason"]) for entry in data["accepted"]]
    if not all(_is_count(one.findings) and isinstance(one.reason, str) for one in accepted):
        raise ValueError(accepted)
    return Baseline(counts, accepted)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def write_baseline(path: str, baseline: Baseline) -> None:
    """Write the file as a whole, one entry a line and sorted, so that a difference reads well; WriteError."""
    accepted = [_line(one._asdict()) for one in baseline.accepted]
    findings = [_line({**key._asdict(), "count": count}) for key, count in sorted(baseline.counts.items()) if count]
    with atomic(Path(path)) as stream:
        stream.write(
            f'{{\n"schema": {SCHEMA},\n"accepted": [{_lines(accepted)}],\n"findings": [{_lines(findings)}]\n}}\n'
        )


def _line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def _lines(entries: Sequence[str]) -> str:
    return "\n" + ",\n".join(entries) + "\n" if entries else ""


def keys(path: str, findings: Iterable[Finding], folder: str) -> Iterator[Key]:
    """What each finding in the file `path` counts as in the baseline of `folder`."""
    inside = relative(path, folder)
    return (Key(inside, finding.guideline, finding.fingerprint) for finding in findings)


class Budget:
    """What is left of a baseline while records are checked.

    Args:
        baseline: the counts to start with.
        folder: the absolute folder of its file.
    """

    def __init__(self, baseline: Baseline, folder: str) -> None:
        self.left = Counter(baseline.counts)
        self.folder = folder
        self._met: set[str] = set()

    def spend(self, path: str, findings: Sequence[Finding]) -> list[bool]:
        """For each finding in the file `path` whether the baseline covers it; what it covers is used up."""
        self._met.add(relative(path, self.folder))
        return [self._spend(key) for key in keys(path, findings, self.folder)]

    def _spend(self, key: Key) -> bool:
        covered = self.left[key] > 0
        self.left[key] -= covered
        return covered

    def give_back(self, path: str, finding: Finding) -> None:
        """Undo what was spent on a finding in the file `path`."""
        self.left.update(keys(path, [finding], self.folder))

    @property
    def gone(self) -> int:
        """How many findings are counted that the files checked so far no longer have."""
        return sum(count for key, count in self.left.items() if key.path in self._met)
