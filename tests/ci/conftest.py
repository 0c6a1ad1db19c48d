"""A repository with a library in it, and a shell that finds the coach of this checkout, as a build machine has it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Shell = Callable[..., subprocess.CompletedProcess[str]]


def program(path: Path, text: str) -> Path:
    """A program of that name which runs these lines of shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def coach_program(tmp_path: Path) -> Path:
    """The command `coach`."""
    command = shlex.join(["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "coach"])
    return program(tmp_path / "bin" / "coach", f'exec {command} "$@"')


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository: a good library 话术/好.csv, and settings and a picture beside it."""
    folder = tmp_path / "repository"
    (folder / "话术").mkdir(parents=True)
    (folder / "话术" / "好.csv").write_text(
        "编码,内容\nA1,退款今天15点前到账，到了我发短信告诉您。\n", encoding="utf-8"
    )
    (folder / "话术" / "coach.yaml").write_text("schema: 1\n", encoding="utf-8")
    (folder / "话术" / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "package.json").write_text('{"name": "shop"}\n', encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder


@pytest.fixture
def add_bad(repository: Path) -> Callable[[], Path]:
    """Write a library with one reply that is to be marked."""

    def write(name: str = "话术/差 的.csv") -> Path:
        path = repository / name
        path.write_text("编码,内容\nB7,我们尽快处理\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def shell(repository: Path, coach_program: Path, tmp_path: Path) -> Shell:
    """Run lines in bash as runners do: it stops at the first that fails; in the repository, with `coach` found."""

    def run(script: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        path = f"{coach_program.parent}{os.pathsep}{os.environ['PATH']}"
        whole = {
            **os.environ,
            "PATH": path,
            "PYTHONUTF8": "1",
            "PRE_COMMIT_HOME": str(tmp_path / "hooks"),
            **(env or {}),
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=repository, env=whole, capture_output=True, encoding="utf-8", timeout=120)

    return run
