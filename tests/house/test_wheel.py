"""The wheel holds everything, and works far from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = run("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("reply_coach-*.whl"))


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    done = run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", folder, wheel)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def python_far_away(installed: Path, elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with the installed wheel first on its path, in a folder that knows nothing of the checkout."""
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    return run(*arguments, cwd=elsewhere, env=environment)


def test_the_wheel_holds_every_rule_file(contents: set[str]):
    rules = {f"coach/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "rules").rglob("*.yaml")}
    assert rules
    assert rules <= contents


def test_the_wheel_holds_the_compiled_packs(contents: set[str]):
    assert [name for name in contents if name.startswith("coach/compiled/")] == ["coach/compiled/builtin.coachbook"]


def test_the_wheel_holds_the_pages(contents: set[str]):
    static = ROOT / "coach" / "apps" / "web" / "static"
    pages = {path.relative_to(ROOT).as_posix() for path in static.rglob("*") if path.is_file()}
    assert "coach/apps/web/static/desk.js" in pages
    assert pages <= contents


def test_the_wheel_holds_its_types_and_licences(contents: set[str]):
    assert "coach/py.typed" in contents
    assert "coach/core/language/OPENCC-LICENSE" in contents
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in contents)


def test_the_wheel_holds_nothing_else(contents: set[str]):
    assert {name.split("/")[0].split("-")[0] for name in contents} == {"coach", "reply_coach"}
    assert not [name for name in contents if "__pycache__" in name]


def test_the_installed_package_is_the_one_that_runs(installed: Path, tmp_path: Path):
    done = python_far_away(installed, tmp_path, "-c", "import coach; print(coach.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed), done.stderr


def test_the_installed_coach_checks_a_reply(installed: Path, tmp_path: Path):
    done = python_far_away(
        installed, tmp_path, "-m", "coach", "check", "--text", "亲，这边不能退货的哦", "--format", "json"
    )
    assert done.returncode == 1, done.stderr
    assert '"findings"' in done.stdout
