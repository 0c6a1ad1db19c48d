"""coach.yaml: where it is found, what it may say, and that it is parsed once."""

import subprocess
from pathlib import Path

import pytest

from coach.errors import SettingsError
from coach.files import settings_file
from coach.files.settings import NONE, Settings, settings_for

ENTRY = "{rule: no-cannot, text: 不能, reason: 法务要求, owner: 王老师}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: empty, the root of a repository, with a cache of its own."""
    monkeypatch.setenv("COACH_CACHE", str(tmp_path / "cache"))
    work = tmp_path / "work"
    (work / ".git").mkdir(parents=True)
    monkeypatch.chdir(work)
    return work


def write(text: str, path: str = "coach.yaml") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def refused(text: str) -> list[str]:
    write(text)
    with pytest.raises(SettingsError) as caught:
        settings_for([])
    return str(caught.value).splitlines()


@pytest.mark.usefixtures("folder")
class TestFinding:
    def test_without_a_file_nothing_is_said(self):
        assert settings_for([]) == Settings("", str(Path.cwd()))

    def test_the_nearest_one_upwards_from_what_is_checked(self):
        write("fail-on: error\n")
        write("fail-on: info\n", "lib/coach.yaml")
        write("a", "lib/deep/a.txt")
        write("a", "other/a.txt")
        assert settings_for(["lib/deep/a.txt"]).file == "lib/coach.yaml"
        assert settings_for(["lib/deep", "lib"]).file == "lib/coach.yaml"
        assert settings_for(["other/a.txt"]).file == "coach.yaml"
        assert settings_for(["lib", "other"]).file == "coach.yaml"
        assert settings_for([]).file == "coach.yaml"

    def test_not_beyond_the_root_of_the_repository(self, folder: Path):
        write("fail-on: error\n", "../coach.yaml")
        assert settings_for([]).file == ""

    def test_for_files_elsewhere_the_one_of_the_working_folder(self, tmp_path: Path):
        write("fail-on: error\n")
        (tmp_path / "away" / ".git").mkdir(parents=True)
        assert settings_for([str(tmp_path / "away")]).file == "coach.yaml"

    def test_named_or_refused(self):
        write("fail-on: error\n")
        write("fail-on: info\n", "ci/strict.yaml")
        assert settings_for([], "ci/strict.yaml").layers[0].values == {"fail-on": "info"}
        assert settings_for([], NONE).file == ""
        with pytest.raises(SettingsError, match=r"没有这个设置文件"):
            settings_for([], "gone.yaml")


@pytest.mark.usefixtures("folder")
class TestReading:
    def test_every_value_knows_its_line(self):
        write(
            "schema: 1\nignore:\n  - no-but\nseverity: {soon: off}\noverrides:\n  - paths: a.txt\n    fail-on: error\n"
        )
        first, second = settings_for([]).layers
        assert first.lines["ignore.no-but"] == 3
        assert first.lines["severity.soon"] == 4
        assert (second.paths, second.values, second.lines["fail-on"], second.number) == (
            ["a.txt"],
            {"fail-on": "error"},
            7,
            1,
        )

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("ingore: [a]\n", "coach.yaml:1:1: 不认识的键“ingore”，是不是 ignore？"),
            ("overrides:\n  - {paths: [a], selct: [b]}\n", "coach.yaml:2:18: 不认识的键“selct”，是不是 select？"),
            ("fail-on: fatal\n", "coach.yaml:1:10: “fatal”不行，只能是"),
            ("severity: {a: high}\n", "coach.yaml:1:15: “high”不行，只能是"),
            ("feedback: {texts: maybe}\n", "coach.yaml:1:19: “maybe”不行，只能是 'true' 或 'false'"),
            ("schema: 2\n", "coach.yaml:1:9: “2”不行，只能是 '1'"),
            ("encoding: gb99\n", "coach.yaml:1:11: 不认识编码“gb99”"),
            ("allowlist:\n  - {rule: a, text: b, reason: c}\n", "coach.yaml:2:5: 缺少必填的键“owner”"),
            (f"allowlist:\n  - {ENTRY[:-1]}, expires: 明年}}\n", "日期写成 2027-01-31 的样子"),
            ("allowlist: gone.yaml\n", "coach.yaml:1:12: 豁免名单“gone.yaml”打不开"),
            ("- a\n", "coach.yaml:1:1: 设置要写成“键: 值”"),
            ("a: [\n", "YAML 写得不对"),
            ("ignore: [a]\nignore: [b]\n", "coach.yaml:2:1: 键“ignore”重复了"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_place(self, text: str, sentence: str):
        told = refused(text)
        assert any(sentence in line for line in told), told

    def test_everything_wrong_is_told_in_order(self):
        assert [line.split(":")[1] for line in refused("ingore: [a]\nfail-on: x\nencoding: y\n")] == ["1", "2", "3"]

    def test_not_utf8(self):
        Path("coach.yaml").write_bytes("ignore:\n  - 规则\n".encode("gb18030"))
        with pytest.raises(SettingsError, match=r"coach\.yaml:2:1: 不是 UTF-8"):
            settings_for([])

    def test_a_file_of_allowlist_entries(self):
        write("allowlist: lists/allowed.yaml\n")
        write(f"# 法务\n- {ENTRY}\n", "lists/allowed.yaml")
        [entry] = settings_for([]).allowlist
        assert (entry.rule, entry.owner, entry.place) == ("no-cannot", "王老师", "lists/allowed.yaml:2")
        write("- {rule: a, text: b, raeson: c, owner: d}\n", "lists/allowed.yaml")
        with pytest.raises(SettingsError, match=r"lists/allowed\.yaml:1:22: 不认识的键“raeson”"):
            settings_for([])


@pytest.mark.usefixtures("folder")
class TestRemembering:
    @pytest.fixture(autouse=True)
    def _parsed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.parsed = 0
        parsed = settings_file.parsed

        def counted(*arguments):
            self.parsed += 1
            return parsed(*arguments)

        monkeypatch.setattr(settings_file, "parsed", counted)

    def test_a_file_is_parsed_once(self):
        write(f"allowlist: [{ENTRY}]\n")
        assert settings_for([]) == settings_for([])
        assert self.parsed == 1

    def test_an_edit_is_seen_at_once(self):
        write("fail-on: error\n")
        settings_for([])
        write("fail-on: never\n")
        assert settings_for([]).layers[0].values == {"fail-on": "never"}

    def test_so_is_an_edit_of_the_allowlist_it_names(self):
        write("allowlist: a.yaml\n")
        write(f"- {ENTRY}\n", "a.yaml")
        settings_for([])
        write(f"- {ENTRY}\n- {ENTRY}\n", "a.yaml")
        assert len(settings_for([]).allowlist) == 2

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"named": 3}'])
    def test_a_damaged_memory_is_made_anew(self, tmp_path: Path, content: str):
        write("fail-on: error\n")
        settings_for([])
        [cached] = (tmp_path / "cache").glob("*.settings")
        cached.write_text(content)
        assert settings_for([]).layers[0].values == {"fail-on": "error"}
        assert self.parsed == 2


def test_a_quiet_second_run_loads_neither_yaml_nor_pydantic(run_with_settings):
    run_with_settings()
    done = run_with_settings("-X", "importtime")
    modules = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "都很好" in done.stdout
    assert "coach" in modules
    assert not {"yaml", "pydantic", "subprocess"} & modules


@pytest.fixture
def run_with_settings(tmp_path: Path):
    """`python -m coach check` of a quiet reply, beside a coach.yaml."""
    import os
    import sys

    (tmp_path / "coach.yaml").write_text(
        f"fail-on: error\nignore: [no-but]\nseverity: {{vague-time: info}}\nallowlist: [{ENTRY}]\n", encoding="utf-8"
    )
    root = str(Path(__file__).parents[2])

    def call(*python: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *python, "-m", "coach", "check", "--text", "您好，我来帮您看看"]
        environment = os.environ | {"PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)

    return call
