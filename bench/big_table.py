"""`python -m bench.big_table [MEGABYTES]`: memory and speed of reading a large CSV file, 200 MB unless told.

Each measurement is a process of its own, so that the memory is that of reading and no more: the bar is 300 MB at any
length of the file. The standard library's `csv`, which gives neither places nor records, is the yardstick of speed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.replies import PLAIN, TRIGGERS

MEMORY_BAR = 300
"""In MB."""
MEASURED = {
    "csv of the standard library": """
import csv, sys
with open(sys.argv[1], encoding="gb18030", newline="") as stream:
    count = sum(1 for row in csv.reader(stream)) - 1
""",
    "coach, records": """
import sys
from coach.files.readers import reader
from coach.files.source import Source
count = sum(1 for record in reader("csv")(Source(sys.argv[1])))
""",
}
COUNTED = """
import resource, time
start = time.process_time()
{code}
seconds = time.process_time() - start
print(count, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main(megabytes: int) -> None:
    """Write a table of that length, read it both ways, print a row for each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "big.csv")
        write_table(path, megabytes * 1_000_000)
        print(f"{'what':28}    rows  CPU s  MB/s  memory (MB, bar {MEMORY_BAR})")
        for name, code in MEASURED.items():
            count, seconds, memory = measured(code, path)
            print(f"{name:28}{count:8.0f}{seconds:7.1f}{megabytes / seconds:6.0f}{memory:8.0f}")


def write_table(path: Path, size: int) -> None:
    """A table of so many bytes in GB18030, as a Chinese Excel writes it: quoted cells and line feeds in some."""
    chosen = random.Random(4)
    with path.open("wb") as stream:
        stream.write("编码,标题,内容,分组\r\n".encode("gb18030"))
        number = 0
        while stream.tell() < size:
            number += 1
            reply = "，".join(chosen.choices(PLAIN + TRIGGERS, k=4)) + "。"
            cell = f'"{reply}\n请说""好""。"' if number % 3 == 0 else reply
            stream.write(f"SH{number},第{number}条,{cell},售后/退换\r\n".encode("gb18030"))


def measured(code: str, path: Path) -> tuple[float, float, float]:
    """Records, seconds of CPU time and the most memory in MB of a process that runs `code` on the file."""
    command = [sys.executable, "-c", COUNTED.format(code=code), str(path)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    count, seconds, memory = map(float, printed.split())
    return count, seconds, memory


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 200)
