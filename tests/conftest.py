"""For all tests: a cache folder of their own, and packs of one's own."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import coach


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled rulebooks go into the session's own folder, which parallel workers share; data into one for each."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE", str(folder / "coach-cache"))
        patch.setenv("COACH_DATA", str(tmp_path_factory.getbasetemp() / "coach-data"))
        for name in ("NO_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
            patch.delenv(name, raising=False)
        yield


PRAISE = {
    "guidelines.yaml": """\
thanks: {title: 道谢, pack: own, dimension: empathy, family: feel, what: 谢了。, why: 高兴。, source: 测试}
""",
    "thanks.yaml": """\
guideline: thanks
check: {kind: phrase, any: [谢谢]}
praise: true
examples:
  - {flag: 谢谢您}
  - {quiet: 好的}
""",
}


@pytest.fixture
def small_house(
    house_files: dict[str, str], write_files: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The built-in packs are small, and the working folder is empty; where they are."""
    house = write_files(tmp_path / "house", house_files)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr("coach.files.names._PACKAGE", str(house))
    monkeypatch.setenv("COACH_CACHE", str(tmp_path / "cache"))
    return house / "rules"


@pytest.fixture
def write_pack(small_house: Path, write_files: Callable[..., Path]) -> Callable[..., str]:
    """Write a pack of one's own into the working folder; its name, which is its path."""

    def write(files: Mapping[str, str | bytes], name: str = "own") -> str:
        write_files(Path(name), {"pack.yaml": f"name: {name}\n", **files})
        return name

    return write


@pytest.fixture
def make_coach(write_pack: Callable[..., str]) -> Callable[..., coach.Coach]:
    """A coach with a pack of one's own."""

    def make(files: Mapping[str, str | bytes], name: str = "own") -> coach.Coach:
        return coach.load([write_pack(files, name)])

    return make


@pytest.fixture
def praise() -> dict[str, str]:
    """The files of a pack of one's own that holds: own/thanks praises 谢谢."""
    return dict(PRAISE)


@pytest.fixture
def praise_pack(write_pack: Callable[..., str], praise: dict[str, str]) -> str:
    """That pack, written into the working folder; its name."""
    return write_pack(praise)
