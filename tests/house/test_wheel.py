"""The wheel holds everything, and works far from the checkout."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", **options)


def build(folder: Path, **environment: str) -> tuple[Path, str]:
    """The wheel that a build with `environment` leaves in `folder`, and what it printed."""
    command = ["-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    built = run(*command, env=os.environ | environment)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("reply_coach-*.whl")), built.stdout + built.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), COACH_NATIVE="1", PYTHONHASHSEED="1")[0]


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


def packs_in(wheel: Path) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read("coach/compiled/builtin.coachbook")


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
    shared = f"reply_coach__mypyc{sysconfig.get_config_var('EXT_SUFFIX')}"
    assert {name.split("/")[0].split("-0")[0] for name in contents} == {"coach", "reply_coach", shared}
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


def test_the_wheel_holds_the_engine_as_machine_code_beside_its_source(contents: set[str]):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sources = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["native"]
    assert sources
    assert {source.removesuffix(".py") + sysconfig.get_config_var("EXT_SUFFIX") for source in sources} <= contents
    assert set(sources) <= contents


def test_machine_code_and_python_find_the_same(installed: Path, tmp_path: Path):
    replies = [*sorted((ROOT / "corpora").glob("*.jsonl")), ROOT / "examples" / "libraries"]
    command = ["-m", "coach", "check", *map(str, replies), "--pack", "all", "--explain-score", "--format", "jsonl"]
    native = python_far_away(installed, tmp_path, *command)
    python = run(*command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"})
    assert native.stdout.count("\n") > 1800, native.stderr
    assert native.stdout == python.stdout


def test_machine_code_compiles_packs_to_the_same_bytes(installed: Path, wheel: Path, tmp_path: Path):
    """A trainer's own packs are compiled and proven by it."""
    source = "import sys, pathlib; from coach.files.compiled import compile_builtin as c; c(pathlib.Path(sys.argv[1]))"
    done = python_far_away(installed, tmp_path, "-c", source, "own.coachbook")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "own.coachbook").read_bytes() == packs_in(wheel)


def test_without_a_c_compiler_the_wheel_is_python_alone(wheel: Path, tmp_path: Path):
    plain, told = build(tmp_path, COACH_NATIVE="", CC="no-such-compiler", PYTHONHASHSEED="2")
    assert plain.name.endswith("-py3-none-any.whl")
    assert "Python alone" in told
    assert packs_in(plain) == packs_in(wheel), "compiling the same packs twice must give the same bytes"
