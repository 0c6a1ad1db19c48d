"""Running the command: `coach …` with its exit code and both streams, in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coach.apps.cli.main import main


@dataclass(frozen=True)
class Outcome:
    """What a run of the command came to."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def findings(self) -> list[tuple[str, str]]:
        """(guideline, excerpt) of every finding of a run with --format json or jsonl."""
        entries = self.document["results"] if self.out.startswith("{\n") else self.entries
        return [(one["guideline"], one["excerpt"]) for entry in entries for one in entry.get("findings", ())]


Run = Callable[..., Outcome]


class _Stream(io.TextIOWrapper):
    """A stream of bytes that may say it is a terminal."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def _stream(*, terminal: bool, content: bytes = b"", encoding: str = "ascii") -> _Stream:
    stream = _Stream(io.BytesIO(content), encoding=encoding)
    stream.terminal = terminal
    return stream


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """`coach` with these arguments, in this process; it reads `stdin`, all three streams may be a terminal's."""

    def call(*arguments: str, stdin: bytes | str = b"", terminal: bool = False) -> Outcome:
        given = stdin if isinstance(stdin, bytes) else stdin.encode()
        out, err = _stream(terminal=terminal), _stream(terminal=terminal)
        monkeypatch.setattr(sys, "argv", ["coach", *arguments])
        monkeypatch.setattr(sys, "stdin", _stream(terminal=terminal, content=given, encoding="utf-8"))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        try:
            main()
            code: Any = 0
        except SystemExit as exit_:
            code = exit_.code
        shown = []
        for stream in (out, err):
            stream.flush()
            assert isinstance(stream.buffer, io.BytesIO)
            shown.append(stream.buffer.getvalue().decode("utf-8"))
        assert "Traceback" not in shown[1], shown[1]
        return Outcome(int(code or 0), *shown)

    return call


@pytest.fixture
def run_alone() -> Run:
    """`python -m coach` with these arguments, in a process of its own with the real built-in packs."""

    def call(*arguments: str, stdin: bytes | str = b"", python: Sequence[str] = (), **environment: str) -> Outcome:
        given = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run(
            [sys.executable, "-W", "ignore", *python, "-m", "coach", *arguments],
            input=given,
            capture_output=True,
            env=os.environ | environment,
            cwd=Path(__file__).parents[3],
        )
        err = done.stderr.decode("utf-8")
        assert "Traceback" not in err, err
        return Outcome(done.returncode, done.stdout.decode("utf-8"), err)

    return call
