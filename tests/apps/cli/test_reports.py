"""`coach check` and its reports: which go where, and what happens when one cannot be written."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook

from coach.files.reports.finding_table import HEADER
from coach.files.reports.report import BINARY, FILE_ONLY, REPORTS

pytestmark = pytest.mark.usefixtures("small_house")
ALL = [name for name in REPORTS if name not in BINARY]


@pytest.fixture
def library() -> str:
    Path("话术.txt").write_text("您好\n抱歉，不能退\n尽快\n", encoding="utf-8")
    return "话术.txt"


class TestSeveral:
    def test_are_written_in_one_run_and_are_the_same_as_alone(self, run, library):
        names = [name for name in ALL if name not in FILE_ONLY]
        done = run("check", library, *(f"--report={name}={name}.out" for name in names))
        assert (done.code, done.err) == (1, "")
        assert "不说不能" in done.out
        for name in names:
            alone = run("check", library, "--format", name)
            assert Path(f"{name}.out").read_text(encoding="utf-8") == alone.out

    def test_leave_nothing_else_behind(self, run, library):
        run("check", library, "--report", "sarif=a.sarif", "--report", "junit=a.xml")
        assert sorted(path.name for path in Path().iterdir()) == ["a.sarif", "a.xml", library]

    def test_cannot_go_to_one_file(self, run, library):
        done = run("check", library, "--report", "sarif=a", "--report", "junit=./a")
        assert done.code == 2
        assert not Path("a").exists()

    def test_cannot_go_to_one_file_by_another_name(self, run, library):
        Path("b").symlink_to("a")
        for other in ("none/../a", "b", str(Path("a").absolute())):
            done = run("check", library, "--report", "sarif=a", "--report", f"junit={other}")
            assert done.code == 2
            assert "两份报告不能写到同一个文件" in done.err
        assert not Path("a").exists()

    @pytest.mark.parametrize("value", ["sarif", "sarif=", "=a", "nothing=a"])
    def test_are_named_as_form_and_file(self, run, library, value: str):
        done = run("check", library, "--report", value)
        assert done.code == 2
        assert "FORM=FILE" in done.err

    def test_have_no_colours_even_where_a_person_looks_on(self, run, library):
        done = run("check", library, "--report", "terminal=a.txt", terminal=True)
        assert "\x1b[" in done.out
        assert "\x1b[" not in Path("a.txt").read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", [name for name in ALL if name not in FILE_ONLY])
    def test_take_lone_surrogates(self, run, name: str):
        Path("a.jsonl").write_text('{"text": "不能\\ud800", "id": "\\udfff"}\n', encoding="utf-8")
        assert run("check", "a.jsonl", "--report", f"{name}=a.out").code == 1
        assert "不能" in Path("a.out").read_text(encoding="utf-8")


class TestThatCannotBeWritten:
    def test_is_said_and_the_others_are_written(self, run, library):
        done = run("check", library, "--report", "sarif=none/a.sarif", "--report", "junit=a.xml", "--format", "json")
        assert done.code == 2
        assert done.err.startswith("none/a.sarif: 写不了这个文件：")
        assert done.err.count("\n") == 1
        assert done.findings == [("no-cannot", "不能退")]
        assert done.document["summary"]["errors"] == 1
        assert ElementTree.parse("a.xml").getroot().tag == "testsuites"

    @pytest.mark.parametrize("step", ["add", "close"])
    def test_because_the_disk_is_full_leaves_the_old_file(self, run, library, monkeypatch, step: str):
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(f"coach.files.reports.gitlab_report.GitlabReport.{step}", full)
        Path("a.json").write_text("[]\n", encoding="utf-8")
        done = run("check", library, "--report", "gitlab=a.json", "--report", "junit=a.xml")
        assert (done.code, done.err) == (2, "a.json: 写不了这个文件：No space left on device\n")
        assert Path("a.json").read_text(encoding="utf-8") == "[]\n"
        assert sorted(path.name for path in Path().iterdir()) == ["a.json", "a.xml", library]

    def test_because_it_is_a_folder(self, run, library):
        Path("a.xml").mkdir()
        done = run("check", library, "--report", "junit=a.xml")
        assert done.code == 2
        assert done.err.startswith("a.xml: 写不了这个文件：")
        assert list(Path("a.xml").iterdir()) == []

    def test_nothing_is_there_after_the_coach_itself_broke(self, run, library, monkeypatch):
        def broken(*_: object) -> None:
            raise RuntimeError("x")

        monkeypatch.setattr("coach.files.reports.junit_report.JunitReport.add", broken)
        done = run("check", library, "--report", "sarif=a.sarif", "--report", "junit=a.xml")
        assert done.code == 3
        assert [path.name for path in Path().iterdir()] == [library]


class TestInGithubActions:
    @pytest.fixture(autouse=True)
    def _in_actions(self, monkeypatch):
        monkeypatch.setenv("GITHUB_ACTIONS", "true")

    def test_annotations_come_by_themselves(self, run, library):
        done = run("check", library)
        assert done.out.startswith("::warning file=话术.txt,line=2,endLine=2,col=4,title=不说不能::“不能退”：")
        assert done.code == 1

    def test_another_format_wins(self, run, library):
        assert run("check", library, "--format", "terminal").out.startswith("话术.txt:2\n")

    @pytest.mark.parametrize("value", ["false", ""])
    def test_elsewhere_they_do_not_come(self, run, library, monkeypatch, value: str):
        monkeypatch.setenv("GITHUB_ACTIONS", value)
        assert run("check", library).out.startswith("话术.txt:2\n")

    def test_other_commands_stay_as_they_are(self, run):
        assert "::" not in run("rules").out

    def test_paths_are_told_from_the_repository(self, run, monkeypatch):
        Path("libs").mkdir()
        Path("libs/a.txt").write_text("不能", encoding="utf-8")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(Path.cwd()))
        monkeypatch.chdir("libs")
        assert run("check", "a.txt").out.startswith("::warning file=libs/a.txt,")

    def test_the_page_of_the_run_is_written_once(self, run, library, monkeypatch):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(Path("page.md").absolute()))
        run("check", library, "--report", "github=a.txt")
        assert Path("page.md").read_text(encoding="utf-8").count("话术检查") == 1

    def test_a_page_that_cannot_be_written_is_said(self, run, library, monkeypatch):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", "none/page.md")
        done = run("check", library)
        assert done.code == 2
        assert done.err.startswith("none/page.md: 写不了这个文件：")
        assert "::warning" in done.out


class TestStatistics:
    def test_follow_the_report(self, run, library):
        out = run("check", library, "--statistics", "--pack", "all").out
        report, tables = out.split("\n按准则")
        assert report.splitlines()[-1].startswith("检查了 3 条回复")
        assert "no-cannot  不说不能" in tables
        assert "话术.txt" in tables.split("按文件")[1]

    def test_do_not_get_into_what_machines_read(self, run, library):
        done = run("check", library, "--statistics", "--format", "json")
        assert json.loads(done.out)
        assert "按准则" in done.err

    def test_are_not_there_unless_asked_for(self, run, library):
        assert "按准则" not in run("check", library).out


def test_errors_on_standard_error_are_nothing_that_is_obeyed(run):
    done = run("check", "\x1b[31m::error::.txt", "##[error].txt")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "##[" not in done.err


def test_the_threshold_reaches_the_reports(run, library):
    run("check", library, "--fail-on", "error", "--report", "junit=a.xml", "--report", "sarif=a.sarif")
    assert ElementTree.parse("a.xml").find("testsuite").get("failures") == "0"
    [made] = json.loads(Path("a.sarif").read_text(encoding="utf-8"))["runs"]
    assert made["invocations"][0]["exitCode"] == 0


def test_a_report_never_replaces_what_is_checked(run):
    path = Path("a.csv")
    path.write_text("内容\n您好\n", encoding="utf-8")
    done = run("check", "./a.csv", "--report", "csv=a.csv")
    assert done.code == 2
    assert "报告不能写在它上面" in done.err
    assert path.read_text(encoding="utf-8") == "内容\n您好\n"


def test_a_report_in_the_folder_that_is_checked_is_no_library(run, library):
    assert run("check", ".", "--report", "json=report.json").code == 1
    again = run("check", ".", "--report", "json=report.json")
    assert "检查了 3 条回复" in again.out


OTHERS = {
    "replies.csv": "\ufeff内容\n不能退\n",
    "replies.json": '[{"content": "不能退"}]',
    "replies.jsonl": '{"text": "不能退"}\n',
    "replies.md": "# 退款\n\n不能退\n",
    "replies.txt": "您好\n检查了您的订单，不能退\n没有读到回复。\n",
    "coach.yaml": "schema: 1\n",
    "coach-baseline.json": '{\n"schema": 1,\n"accepted": [],\n"findings": []\n}\n',
    "allowed.yaml": "- {rule: no-cannot, text: 甲, reason: 乙, owner: 丙}\n",
    "own/pack.yaml": "name: own\n",
    "page.html": "<!doctype html>\n<html lang=zh-Hans>\n<title>退款</title>\n",
    "other.sarif": '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Other"}}, "results": []}]}',
    "other.xml": '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="pytest">\n</testsuites>\n',
    "issues.csv": "\ufeff文件,位置,编号,标题,级别,准则,维度,原文,命中,问题,建议说法,理由,谁来改\r\n",
    "other.xlsx": "PK\x03\x04 no workbook",
}


class TestNeverReplace:
    """What stands in the place of a report, unless it is an earlier one."""

    @pytest.mark.parametrize("name", OTHERS)
    def test_what_is_no_report(self, run, library, monkeypatch, name: str):
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(OTHERS[name].encode())
        monkeypatch.setattr("coach.files.run.Run.read", None)
        for form in REPORTS:
            done = run("check", ".", "--config", "none", "--report", f"{form}={name}")
            assert (done.code, done.out) == (2, "")
            assert done.err.startswith(f"{name}: 这里已经有一个文件，它不是以前的 {form} 报告")
            assert done.err.count("\n") == 1
        assert path.read_bytes() == OTHERS[name].encode()

    def test_a_workbook(self, run, library):
        for made in (["内容"], ["文件", "位置"], [*HEADER, "谁来改"]):
            book = Workbook()
            book.active.append(made)
            book.save("a.xlsx")
            before = Path("a.xlsx").read_bytes()
            done = run("check", library, "--report", "xlsx=a.xlsx")
            assert (done.code, done.out) == (2, "")
            assert "a.xlsx: 这里已经有一个文件" in done.err
            assert Path("a.xlsx").read_bytes() == before

    def test_what_a_link_leads_to(self, run, library):
        Path("report.json").symlink_to(library)
        before = Path(library).read_bytes()
        assert run("check", ".", "--report", "json=report.json").code == 2
        assert Path(library).read_bytes() == before

    def test_a_report_of_another_form(self, run, library):
        run("check", library, "--report", "json=a.out")
        before = Path("a.out").read_bytes()
        done = run("check", library, "--report", "html=a.out")
        assert done.code == 2
        assert "它不是以前的 html 报告" in done.err
        assert Path("a.out").read_bytes() == before

    def test_one_that_cannot_be_read(self, run, library, monkeypatch):
        Path("a.json").write_text("x", encoding="utf-8")
        opened = Path.open

        def refused(path: Path, *arguments: object, **options: object) -> object:
            if path.name == "a.json":
                raise PermissionError(13, "Permission denied")
            return opened(path, *arguments, **options)

        monkeypatch.setattr(Path, "open", refused)
        assert run("check", library, "--report", "json=a.json").code == 2

    def test_a_device(self, run, library):
        os.mkfifo("a.json")
        done = run("check", library, "--report", "json=a.json")
        assert done.code == 2
        assert done.err.startswith("a.json: 写不了这个文件：")
        assert Path("a.json").is_fifo()


class TestReplace:
    """An earlier report of the same form, without being asked."""

    @pytest.mark.parametrize("name", REPORTS)
    @pytest.mark.parametrize("earlier", ["您好\n抱歉，不能退\n", "您好\n", ""], ids=["findings", "clean", "nothing"])
    def test_of_any_run(self, run, earlier: str, name: str):
        Path("a.txt").write_text(earlier, encoding="utf-8")
        assert run("check", "a.txt", "--report", f"{name}=b.out").code in (0, 1)
        Path("a.txt").write_text("尽快\n\n骗子\n\n抱歉，不能退\n", encoding="utf-8")
        assert run("check", "a.txt", "--report", f"{name}=b.out").code == 1
        if name not in BINARY:
            run("check", "a.txt", "--report", f"{name}=c.out")
            assert Path("b.out").read_bytes() == Path("c.out").read_bytes()

    @pytest.mark.parametrize("name", [name for name in REPORTS if name not in BINARY])
    def test_of_a_run_with_things_that_could_not_be_read(self, run, library, name: str):
        Path("bad.jsonl").write_text("{\n", encoding="utf-8")
        for _ in range(2):
            done = run("check", "bad.jsonl", library, "--report", f"{name}=b.out")
            assert "这里已经有一个文件" not in done.err
        for _ in range(2):
            done = run("check", "bad.jsonl", "--report", f"{name}=c.out")
            assert "这里已经有一个文件" not in done.err

    @pytest.mark.parametrize("name", [name for name in REPORTS if name not in BINARY])
    def test_with_the_line_ends_of_another_system(self, run, library, name: str):
        run("check", library, "--report", f"{name}=b.out")
        made = Path("b.out").read_bytes()
        Path("b.out").write_bytes(made.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        assert run("check", library, "--report", f"{name}=b.out").code == 1
        assert Path("b.out").read_bytes() == made

    @pytest.mark.parametrize("name", REPORTS)
    def test_an_empty_file_made_for_it(self, run, library, name: str):
        Path("b.out").touch()
        assert run("check", library, "--report", f"{name}=b.out").code == 1
        assert Path("b.out").stat().st_size

    @pytest.mark.parametrize("name", ["json", "csv", "xlsx"])
    def test_which_is_not_read_as_a_library_either(self, run, library, name: str):
        for _ in range(2):
            assert "检查了 3 条回复" in run("check", ".", "--report", f"{name}=b.{name}").out
