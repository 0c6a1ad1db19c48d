"""`coach check --jobs`: more processes, the same bytes; and a word when one of them is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.apps.cli.jobs_option import usable_cores

ROOT = Path(__file__).parents[3]
LINES = 250
"""More than a batch; several with the files beside."""
TEXTS = [
    "您好，我来帮您看看",
    "你的快递到了，但是我不能退货",
    "亲，抱歉让您久等了，我尽快处理",
    "麻烦您稍等，18点前给您回复",
]
SETTINGS = """\
severity: {no-cannot: error}
overrides:
  - {paths: 许多.csv, ignore: [no-but]}
allowlist:
  - {rule: no-cannot, text: 12号快递, reason: 法务要求, owner: 王老师}
  - {rule: no-cannot, text: 哪里也没有, reason: 旧的, owner: 王老师}
"""
MARKED = """\
- 我不能退货  # coach: ignore no-cannot 法务要求
- 您好，我来帮您看看  # coach: ignore no-but 用不上
"""
START = """\
import multiprocessing, os, signal, sys
multiprocessing.set_start_method({method!r})
{before}
sys.argv = ["coach", *sys.argv[1:]]
from coach.apps.cli.main import main
main()
"""
Call = Callable[..., subprocess.CompletedProcess[bytes]]


def lines(number: int) -> str:
    """Replies as JSON Lines: some with context, some conversations, one line in the middle that is broken."""
    said = [("customer", "怎么还不退"), ("agent", "不能退"), ("agent", "你等等")]
    chat = {"id": "聊天", "messages": [{"speaker": speaker, "text": text} for speaker, text in said]}
    made: list[object] = [{"id": one, "text": f"{TEXTS[one % 4]}，{one}号快递"} for one in range(number)]
    made[number // 3 :: 7] = [{"text": "我查一下", "context": "骗子，还钱！"} for _ in made[number // 3 :: 7]]
    made[number // 4 :: 9] = [chat for _ in made[number // 4 :: 9]]
    written = [json.dumps(one, ensure_ascii=False) for one in made]
    written[number // 2] = '{"text": '
    return "\n".join(written) + "\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A working folder with everything that has to do with order: several formats, settings, markers, a baseline."""
    folder = tmp_path / "work"
    shutil.copytree(ROOT / "examples" / "libraries", folder / "话术")
    (folder / "coach.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "话术" / "标记.yaml").write_text(MARKED, encoding="utf-8")
    (folder / "话术" / "许多.jsonl").write_text(lines(LINES), encoding="utf-8")
    rows = [f"k{one},{TEXTS[one % 4]}，{one}" for one in range(LINES)]
    (folder / "话术" / "许多.csv").write_text("\n".join(["编码,内容", *rows]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def coach(library: Path) -> Call:
    """`coach` with these arguments in the library's folder, in a process of its own that starts others by `method`."""

    def call(
        *arguments: str, method: str = "fork", before: str = "", folder: Path = library
    ) -> subprocess.CompletedProcess[bytes]:
        code = START.format(method=method, before=before)
        return subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code, *arguments],
            cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=300,
        )  # fmt: skip

    return call


def said(done: subprocess.CompletedProcess[bytes]) -> tuple[int, bytes, bytes]:
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout, done.stderr


REPORTS = ("json", "jsonl", "sarif", "html", "junit", "csv", "gitlab")


@pytest.mark.parametrize(
    ("options", "method"),
    [
        (["--format", "jsonl", *(f"--report={form}=../{form}" for form in REPORTS)], "fork"),
        (["--explain-score", "--statistics", "--report=json=../json"], "spawn"),
        (["--fail-on", "never", "--no-baseline"], "forkserver"),
    ],
)
def test_reports_are_the_same_to_the_byte(coach: Call, library: Path, options: list[str], method: str):
    check = ["check", "话术", *options]
    assert coach("baseline", "write", "话术/许多.csv").returncode == 0
    with (library / "话术" / "许多.csv").open("a", encoding="utf-8") as stream:
        stream.write("新的,你的快递到了，但是我不能退货，0\n")
    alone = said(coach(*check))
    reports = {path.name: path.read_bytes() for path in library.parent.iterdir() if path.is_file()}
    together = said(coach(*check, "--jobs", "2", method=method))
    assert together == alone
    assert {path.name: path.read_bytes() for path in library.parent.iterdir() if path.is_file()} == reports
    assert len(reports) == sum(option.startswith("--report") for option in options)
    assert together[0] == 2  # the broken line
    for word in (f"许多.jsonl:{LINES // 2 + 1}: ", "没有用上，可以删掉", "豁免"):
        assert word in together[2].decode()


@pytest.mark.parametrize("options", [["--fix"], ["--fix", "--applicability=review", "--yes"], ["--diff"]])
def test_fixes_are_the_same_to_the_byte(coach: Call, library: Path, tmp_path: Path, options: list[str]):
    other = tmp_path / "other"
    shutil.copytree(library, other)
    check = ["check", "话术", "--format", "json", *options]
    alone = said(coach(*check))
    together = said(coach(*check, "--jobs", "2", folder=other))
    assert together == alone
    for path in sorted((library / "话术").iterdir()):
        if path.suffix != ".xlsx":  # holds the time of its making
            assert (other / "话术" / path.name).read_bytes() == path.read_bytes(), path.name
    assert {path.name for path in (other / "话术").iterdir()} == {path.name for path in (library / "话术").iterdir()}
    assert ("改好了" if "--fix" in options else "可以改") in together[2].decode()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_process_that_is_lost_is_told_and_nothing_is_half_written(coach: Call, library: Path, method: str):
    before = """\
from coach.files import worker
answers, taken = worker.Worker.answers, []
def losing(one):
    taken.append(one)
    if len(taken) == 3:
        one._process.kill()
    return answers(one)
worker.Worker.answers = losing
"""
    names = sorted(path.name for path in library.iterdir())
    done = coach("check", "话术", "--jobs=2", "--report=json=out.json", "--format=jsonl", method=method, before=before)
    code, out, err = said(done)
    assert code == 3
    assert "帮忙检查的一个进程中途停了" in err.decode()
    assert "再运行一次" in err.decode().splitlines()[-1]
    assert out
    assert all(json.loads(line) for line in out.decode().splitlines())
    assert sorted(path.name for path in library.iterdir()) == names


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What is started may be interrupted, also where these tests run in the background of a shell and may not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_an_interrupt_ends_everything_without_a_traceback(coach: Call, method: str):
    """Ctrl+C reaches all processes of the terminal at once, here while the report is being written."""
    before = """\
from coach.apps.cli import output
os.setsid()
add, added = output.Output.add, []
def interrupted(self, checked):
    added.append(checked)
    if len(added) == 220:
        print(len(multiprocessing.active_children()), "at work")
        os.killpg(0, signal.SIGINT)
    add(self, checked)
output.Output.add = interrupted
"""
    code, out, err = said(coach("check", "话术", "--jobs", "2", method=method, before=before))
    assert code == 1
    assert "2 at work" in out.decode()
    assert err.decode().split() == ["Aborted!"]


def test_when_the_first_process_is_killed_the_others_end_too(coach: Call):
    """They hold on to its standard output: `coach` comes back only when all are gone."""
    before = """\
from coach.apps.cli import output
def killed(self, checked):
    print(len(multiprocessing.active_children()), "at work", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
output.Output.add = killed
"""
    done = coach("check", "话术/许多.csv", "--jobs", "2", before=before)
    assert done.returncode == -9
    assert done.stdout.decode() == "2 at work\n"


def test_a_small_input_needs_no_other_process(run_alone):
    done = run_alone("check", "examples/libraries/library.txt", "--jobs", "2", python=("-X", "importtime"))
    assert done.code == 1
    assert "multiprocessing" not in done.err
    alone = run_alone("check", "examples/libraries/library.txt", python=("-X", "importtime"))
    assert "coach.files.worker" not in alone.err
    assert alone.out == done.out


@pytest.mark.parametrize("value", ["-1", "x", "1.5", "", "2 3", "²"])
def test_a_number_that_is_none_is_told(run, value: str):
    done = run("check", "--text", "您好", "--jobs", value)
    assert done.code == 2
    assert "请写进程数" in done.err


@pytest.mark.parametrize("value", ["1", "3", "0", "auto", "1000"])
def test_a_text_is_checked_with_any_number(run, value: str):
    done = run("check", "--text", "您好", "--jobs", value)
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("value", ["auto", "0"])
def test_auto_is_a_process_for_each_core(run, monkeypatch: pytest.MonkeyPatch, value: str):
    asked: list[int] = []
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 2, 5}, raising=False)
    monkeypatch.setattr("coach.files.workers.Workers.__init__", lambda self, run, jobs, praised: asked.append(jobs))
    monkeypatch.setattr("coach.files.workers.Workers.__enter__", lambda self: self)
    monkeypatch.setattr("coach.files.workers.Workers.__exit__", lambda *_: None)
    assert run("check", "--text", "您好", "--jobs", value).code == 0
    assert asked == [3]


def test_where_cores_in_use_cannot_be_told_all_are_counted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert usable_cores() == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usable_cores() == 1
