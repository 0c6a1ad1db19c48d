"""A lock between processes: one at a time, and free again when its holder dies."""

import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.files.locking import locked

ROOT = Path(__file__).parents[2]
COUNTING = """
import sys
from pathlib import Path
from coach.files.locking import locked
count = Path(sys.argv[1], "count")
for _ in range(20):
    with locked(Path(sys.argv[1], "a.lock"), 60):
        count.write_text(str(int(count.read_text()) + 1))
"""
HOLDING = """
import sys, time
from pathlib import Path
from coach.files.locking import locked
with locked(Path(sys.argv[1], "a.lock")):
    print("held", flush=True)
    time.sleep(600)
"""


def run(script: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")


def test_what_several_processes_count_adds_up(tmp_path):
    (tmp_path / "count").write_text("0")
    processes = [run(COUNTING, tmp_path) for _ in range(3)]
    assert [process.wait(120) for process in processes] == [0, 0, 0]
    for process in processes:
        process.stdout.close()
    assert (tmp_path / "count").read_text() == "60"


def test_threads_wait_for_each_other_too(tmp_path):
    inside: list[int] = []

    def enter(_number: int) -> int:
        with locked(tmp_path / "a.lock", 60):
            inside.append(1)
            most = len(inside)
            inside.pop()
            return most

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(enter, range(40))) == {1}


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal there")
def test_a_holder_is_waited_for_in_vain_until_it_dies(tmp_path):
    holder = run(HOLDING, tmp_path)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(StoreError, match="占着"), locked(tmp_path / "a.lock", 0.1):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=30)
    with locked(tmp_path / "a.lock", 0.1):
        pass


def test_the_lock_is_empty_private_and_needs_a_folder(tmp_path):
    with locked(tmp_path / "data" / "a.lock"):
        pass
    assert (tmp_path / "data" / "a.lock").read_bytes() == b""
    assert sorted(one.name for one in (tmp_path / "data").iterdir()) == ["a.lock"]
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "data" / "a.lock").stat().st_mode) == 0o600
    for path in (tmp_path / "data" / "a.lock" / "b.lock", tmp_path):
        with pytest.raises(StoreError), locked(path):
            pass
