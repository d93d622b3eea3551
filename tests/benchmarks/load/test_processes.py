"""What Linux tells of a process."""

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.load.processes import cpu, memory, pid_of, program

BUSY = "import time\nblock = bytearray(200_000_000)\nuntil = time.process_time() + 0.5\n"
BUSY += "while time.process_time() < until: pass\nprint('done', file=open('done', 'w'))\ntime.sleep(60)"


def test_memory_and_processor_time_are_those_of_the_process(tmp_path: Path) -> None:
    with program([sys.executable, "-c", BUSY], tmp_path, os.environ) as process:
        while not (tmp_path / "done").exists():
            time.sleep(0.05)
        assert 190 < memory(process.pid) < 400
        assert 0.45 <= cpu(process.pid) < 5


def test_a_program_is_stopped_also_when_the_measurement_fails(tmp_path: Path) -> None:
    started: list[subprocess.Popen[bytes]] = []
    try:
        with program(["sleep", "600"], tmp_path, os.environ) as process:
            started.append(process)
            raise ZeroDivisionError
    except ZeroDivisionError:
        assert started[0].returncode is not None


def test_a_process_that_was_started_anew_is_the_later_one() -> None:
    log = "动作服务 已启动（进程 7）\nRasa 服务 已启动（进程 8）\n另一行\nRasa 服务 已启动（进程 19）\n"
    assert (pid_of("Rasa", log), pid_of("动作", log)) == (19, 7)
