"""Compiled rulebooks: as good as fresh ones, made anew whenever they are not."""

import json
import os
from pathlib import Path

import pytest

import coach
from coach.errors import CompiledError
from coach.files import compiled, content_key
from coach.files.cache import cache_folder
from coach.files.names import builtin_folders

TEXT = "亲，這個不能退的哦，尽快办不了"


def cache() -> list[Path]:
    return sorted(Path(os.environ["COACH_CACHE"]).glob(f"*{compiled.SUFFIX}"))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files written just now count as written long ago."""
    monkeypatch.setattr(content_key, "SETTLED", 0)


def told(made: coach.Coach) -> list[tuple[object, ...]]:
    result = made.check(TEXT, ["骗子"])
    found = [(one, [suggestion.replacement for suggestion in one.suggestions]) for one in result.findings]
    return [*found, ("problems", [str(one) for one in made.problems])]


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that packs were compiled anew."""
    made: list[int] = []
    real = compiled.compile_packs
    monkeypatch.setattr(compiled, "compile_packs", lambda folders: made.append(1) or real(folders))
    return made


def test_a_cached_rulebook_says_the_same(write_pack, own_rule, compilations):
    own = write_pack({"x.yaml": own_rule, "broken.yaml": "坏: 了\n"})
    fresh, cached = told(coach.load(["all", own])), told(coach.load(["all", own]))
    assert len(compilations) == 1
    assert fresh == cached
    assert {one[0].rule for one in fresh[:-1]} >= {"own/x", "positive/no-cannot", "strict/soon"}
    assert len(fresh[-1][1]) >= 1


def test_one_file_of_readable_parts_only_its_owner_may_read(small_house):
    coach.load()
    [file] = cache()
    content = file.read_bytes()
    assert content.startswith(compiled.FORMAT)
    assert {"key", "parts"} == json.loads(content.split(b"\n")[1]).keys()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: b"something else",
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[:200] + bytes([content[200] ^ 1]) + content[201:],
        lambda content: content[:-5] + bytes([content[-5] ^ 1]) + content[-4:],
        lambda content: content.replace(b'"key"', b'"kez"', 1),
        lambda content: compiled.FORMAT + b"{}\n",
        lambda content: compiled.FORMAT + b"[]\n",
        lambda content: compiled.FORMAT + b"not json\n",
        lambda content: compiled.FORMAT,
    ],
)
def test_a_damaged_file_is_made_anew(small_house, compilations, damage):
    before = told(coach.load())
    [file] = cache()
    good = file.read_bytes()
    file.write_bytes(damage(good))
    assert told(coach.load()) == before
    assert len(compilations) == 2
    assert cache() == [file]
    assert file.read_bytes() == good


def test_a_file_of_another_key_is_not_taken(small_house):
    coach.load()
    [file] = cache()
    with pytest.raises(CompiledError):
        compiled.read(str(file), "0" * 64, bytes)


def test_a_file_that_belongs_to_somebody_else_is_not_read(small_house, compilations, monkeypatch: pytest.MonkeyPatch):
    before = told(coach.load())
    [file] = cache()
    monkeypatch.setattr(os, "getuid", lambda: file.stat().st_uid + 1)
    key = content_key.content_key(builtin_folders(), compiled.FORMAT)
    with pytest.raises(CompiledError, match="another user"):
        compiled.read(str(file), key, bytes)
    assert told(coach.load()) == before
    assert len(compilations) == 2


def test_a_cache_folder_that_cannot_be_made_is_fine(small_house, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("COACH_CACHE", str(tmp_path / "file" / "cache"))
    assert coach.load().check("不能退").findings


def test_a_cache_that_cannot_be_written_is_fine_and_leaves_nothing(small_house, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(os, "replace", refuse)
    assert coach.load().check("不能退").findings
    assert cache() == []


def test_a_folder_where_the_file_should_be_is_fine(small_house, compilations):
    before = told(coach.load())
    [file] = cache()
    file.unlink()
    file.mkdir()
    assert told(coach.load()) == before
    assert len(compilations) == 2


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("own/x.yaml", lambda text: text.replace("办不了", "没法办")),
        ("own/y.yaml", lambda text: "坏: 了\n"),
        ("own/pack.yaml", lambda text: text + "default: off\n"),
        ("own/lexicons/a.yaml", lambda text: "words: [没法办, 办]\n"),
    ],
)
def test_an_edit_is_noticed(write_pack, own_rule, compilations, name: str, change):
    own = write_pack({"x.yaml": own_rule})
    coach.load([own])
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(change(path.read_text(encoding="utf-8") if path.exists() else ""), encoding="utf-8")
    changed = coach.load([own])
    assert len(compilations) == 2
    if name == "own/x.yaml":
        assert [one.excerpt for one in changed.check("办不了，没法办").findings] == ["没法办"]


def test_an_edit_of_a_built_in_file_is_noticed(small_house: Path, compilations):
    coach.load()
    guidelines = small_house / "guidelines.yaml"
    guidelines.write_text(guidelines.read_text(encoding="utf-8").replace("门关了", "门开着"), encoding="utf-8")
    assert coach.load().check("不能退").findings[0].why == "门开着。"
    assert len(compilations) == 2


def test_a_settled_pack_is_not_read_again(write_pack, own_rule, settled, monkeypatch: pytest.MonkeyPatch):
    own = write_pack({"x.yaml": own_rule})
    before = told(coach.load([own]))
    monkeypatch.setattr(content_key, "content_key", lambda *_: pytest.fail("the files were read"))
    assert told(coach.load([own])) == before


def test_an_edit_of_a_settled_pack_is_noticed(write_pack, own_rule, settled, compilations):
    own = write_pack({"x.yaml": own_rule})
    coach.load([own])
    path = Path("own/x.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("办不了", "没法办"), encoding="utf-8")
    assert [one.excerpt for one in coach.load([own]).check("办不了，没法办").findings] == ["没法办"]
    assert len(compilations) == 2


def test_a_pack_written_just_now_is_read(write_pack, own_rule, monkeypatch: pytest.MonkeyPatch):
    own = write_pack({"x.yaml": own_rule})
    coach.load([own])
    assert not list(Path(os.environ["COACH_CACHE"]).glob(f"*{content_key.KEY_SUFFIX}"))


def test_a_damaged_key_is_worked_out_anew(write_pack, own_rule, settled):
    own = write_pack({"x.yaml": own_rule})
    before = told(coach.load([own]))
    [kept] = Path(os.environ["COACH_CACHE"]).glob(f"*{content_key.KEY_SUFFIX}")
    good = kept.read_text(encoding="utf-8")
    kept.write_text("cut sho", encoding="utf-8")
    assert told(coach.load([own])) == before
    assert kept.read_text(encoding="utf-8") == good


def test_a_rule_taken_away_or_renamed_is_noticed(write_pack, own_rule, compilations):
    own = write_pack({"x.yaml": own_rule})
    coach.load([own])
    Path("own/x.yaml").rename("own/z.yaml")
    assert [rule.id for rule in coach.load([own]).rules] == ["own/z"]
    Path("own/z.yaml").unlink()
    assert coach.load([own]).rules == []
    assert len(compilations) == 3


def test_another_version_makes_its_own(small_house, compilations, monkeypatch: pytest.MonkeyPatch):
    coach.load()
    monkeypatch.setattr(coach, "__version__", "99.0.0")
    coach.load()
    assert len(compilations) == 2
    assert len(cache()) == 2


def test_the_built_in_packs_come_from_the_shipped_file(
    small_house, tmp_path: Path, compilations, monkeypatch: pytest.MonkeyPatch
):
    shipped = tmp_path / "shipped" / "builtin.coachbook"
    compiled.compile_builtin(shipped)
    compilations.clear()
    monkeypatch.setattr(compiled, "SHIPPED", str(shipped))
    assert coach.load().check("不能退").findings
    assert compilations == []
    assert cache() == []


def test_broken_built_in_packs_are_not_shipped(small_house: Path, tmp_path: Path):
    from coach.errors import PackError

    (small_house / "positive" / "broken.yaml").write_text("坏: 了\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"positive/broken\.yaml"):
        compiled.compile_builtin(tmp_path / "shipped.coachbook")
    assert not (tmp_path / "shipped.coachbook").exists()


@pytest.mark.parametrize(
    ("platform", "variables", "folder"),
    [
        ("linux", {"COACH_CACHE": "given"}, "given"),
        ("linux", {"XDG_CACHE_HOME": "xdg"}, "xdg/reply-coach"),
        ("linux", {"HOME": "house"}, "house/.cache/reply-coach"),
        ("darwin", {"HOME": "house"}, "house/Library/Caches/reply-coach"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/reply-coach"),
    ],
)
def test_the_cache_folder_of_each_platform(
    platform: str, variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
):
    for name in ("COACH_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert Path(cache_folder()) == Path(folder)
