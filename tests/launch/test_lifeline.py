import signal
import subprocess
import sys

from tests.running import ROOT

FOLLOWER = """
import sys, time
from launch.lifeline import end_with
end_with(int(sys.argv[1]))
print("follows", flush=True)
time.sleep(60)
"""


def _follower(pid: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", FOLLOWER, str(pid)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_ends_with_what_it_follows_however_that_ends() -> None:
    with subprocess.Popen(["sleep", "60"]) as followed, _follower(followed.pid) as follower:
        assert follower.stdout is not None
        assert follower.stdout.readline() == "follows\n"
        assert follower.poll() is None
        followed.kill()
        assert follower.wait(30) == -signal.SIGTERM


def test_ends_at_once_when_that_has_gone() -> None:
    with subprocess.Popen(["true"]) as followed:
        followed.wait(30)
    with _follower(followed.pid) as follower:
        assert follower.wait(30) == -signal.SIGTERM
