"""`make bench`: the bars of speed, each a ratio measured in one run."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba

import coach
from bench import replies

QUIET = "您好，我来帮您看看"
LONG = "亲，这边改不了的哦，我们尽快给您处理，但是系统规定如此，请您谅解 已经发出的包裹我帮您拦截 "


def main() -> None:
    """Measure everything and print a table."""
    jieba.setLogLevel(60)
    jieba.initialize()
    rows = [*_checks(), *_cold(), *_doubling()]
    width = max(len(name) for name, _, _ in rows)
    print(f"{'what':{width}}  measured  bar")
    for name, ratio, bar in rows:
        print(f"{name:{width}}  {ratio:8.2f}  {'≤ ' + format(bar, '.2f'):7}  {'ok' if ratio <= bar else 'MISSED'}")


def _checks() -> list[tuple[str, float, float]]:
    mine = coach.load()
    quiet, marked = replies.quiet(mine, 300), replies.marked(mine, 300)

    def with_suggestions(text: str) -> None:
        for finding in mine.check(text).findings:
            assert finding.suggestions is not None

    for text in (*quiet, *marked):
        with_suggestions(text)
    cut, check = _times([jieba.lcut, mine.check], quiet)
    cut_marked, found, suggested = _times([jieba.lcut, mine.check, _fresh(with_suggestions)], marked)
    yardstick = statistics.median(cut)
    return [
        ("quiet check, median ÷ jieba.lcut", statistics.median(check) / yardstick, 0.25),
        ("quiet check, 95th percentile ÷ median lcut", statistics.quantiles(check, n=20)[-1] / yardstick, 0.75),
        ("check with findings ÷ lcut", statistics.median(found) / statistics.median(cut_marked), 1.5),
        ("with suggestions read ÷ lcut", statistics.median(suggested) / statistics.median(cut_marked), 8.0),
    ]


def _fresh(function: Callable[[str], None]) -> Callable[[str], None]:
    """`function` on a coach that remembers nothing of this text: each call has its own last character."""
    count = iter(range(10**9))
    return lambda text: function(text + chr(0x1F600 + next(count) % 79))


def _times(functions: Sequence[Callable[[str], object]], texts: Sequence[str]) -> list[list[float]]:
    """The best of seven seconds for each text; in each round every function goes through all texts."""
    best = [[float("inf")] * len(texts) for _ in functions]
    gc.disable()
    for _ in range(7):
        for function, seconds in zip(functions, best, strict=True):
            for index, text in enumerate(texts):
                start = time.perf_counter()
                function(text)
                seconds[index] = min(seconds[index], time.perf_counter() - start)
    gc.enable()
    return best


def _cold() -> list[tuple[str, float, float]]:
    """Whole processes, twenty pairs, in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        check = [sys.executable, "-m", "coach", "check", "--text", QUIET]
        click = [sys.executable, "-c", "import click"]
        _seconds(check, folder)
        pairs = [(_seconds(check, folder), _seconds(click, folder)) for _ in range(20)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return [("cold coach check ÷ python -c 'import click'", ours / theirs, 2.0)]


def _seconds(command: Sequence[str], folder: str) -> float:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)
    return time.perf_counter() - start


def _doubling() -> list[tuple[str, float, float]]:
    """A text of 50,000 characters against the same of 100,000, in turn; the median of nine ratios."""
    mine = coach.load()
    rows = []
    units = {"with faults": LONG, "one word": "不能", "no punctuation": "我想", "open quotes": "“不能"}
    for name, unit in units.items():
        texts = [(unit * (size // len(unit) + 1))[:size] for size in (50_000, 100_000)]
        rounds = [[_once(mine, text) for text in texts] for _ in range(9)]
        ratio = statistics.median(whole / half for half, whole in rounds)
        rows.append((f"100,000 ÷ 50,000 characters, {name}", ratio, 2.0))
    return rows


def _once(mine: coach.Coach, text: str) -> float:
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    mine.check(text)
    seconds = time.perf_counter() - start
    gc.enable()
    return seconds


if __name__ == "__main__":
    main()
