"""Names say what a thing is, and nothing grows past what one can read."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "coach").rglob("*.py"))
SAYS_NOTHING = {"utils", "helpers", "common", "misc", "tools", "manager", "base"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
GENERATED = {ROOT / "coach" / "core" / "language" / "traditional.py"}
FORMATS = [ROOT / "coach" / "files" / "readers", ROOT / "coach" / "files" / "reports"]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_there_are_modules_to_look_at():
    assert MODULES


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_module_has_a_telling_name(path: Path):
    vague = SAYS_NOTHING.intersection(path.relative_to(ROOT).with_suffix("").parts)
    assert not vague, f"{place(path)}: {vague.pop()} says nothing; name the thing"


@pytest.mark.parametrize("path", [path for path in MODULES if path not in GENERATED], ids=place)
def test_a_module_is_short(path: Path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{place(path)} has {lines} lines; {LONGEST_MODULE} is the most"


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_function_is_short(path: Path):
    long = [
        f"{place(path)}:{function.lineno}: {function.name}"
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, f"over {LONGEST_FUNCTION} lines"


@pytest.mark.parametrize("folder", FORMATS, ids=place)
def test_a_format_module_does_not_shadow_the_standard_library(folder: Path):
    shadowing = [place(path) for path in folder.glob("*.py") if path.stem in sys.stdlib_module_names]
    assert not shadowing, "call it json_file.py, csv_file.py, …"
