"""The committed bundle is what web-src makes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "web-src"
COMMITTED = ROOT / "coach" / "apps" / "web" / "static"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    if shutil.which("node") is None or not (SOURCES / "node_modules").is_dir():
        pytest.skip("needs node, and `npm ci` in web-src")
    folder = tmp_path_factory.mktemp("static")
    done = subprocess.run(
        ["node", "build.mjs", "--out", str(folder)], cwd=SOURCES, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return files(folder)


def test_the_bundle_is_fresh(built):
    committed = files(COMMITTED)
    assert built.keys() == committed.keys(), "run `make pages` and commit what it makes"
    stale = [name for name in built if built[name] != committed[name]]
    assert not stale, "run `make pages` and commit what it makes"


def test_the_bundle_brings_the_licences_of_its_libraries(built):
    licences = built["LICENSES.txt"].decode()
    assert "preact" in licences
    assert "Permission is hereby granted" in licences


def test_the_unit_tests_of_the_pages_pass():
    if shutil.which("node") is None:
        pytest.skip("needs node")
    done = subprocess.run(["node", "--test"], cwd=SOURCES, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE), done.stdout
