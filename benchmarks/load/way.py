"""Lists the modules of ours that run code for one message in the Rasa process, in order.

python -m benchmarks.load.way                     # prints it
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from benchmarks.load.servers import serving
from tests.running import ROOT

PLAIN, WITH_CLAUSE = "证书怎么打印", "我是济南的单位管理员，忘记密码"
WARMING = ("你好", "我是青岛的单位管理员，怎么找回密码", "怎么下载证书", "学时")
"""Said before: word lists are read with the first message that needs them. None of them is asked again below."""

SETTLE = 1.0
"""Seconds until what follows a turn has run as well."""

# In the server, for its thread that answers: the files whose functions are called, in the order of their first call. A
# signal has them written and forgotten.
WATCH = """
import os, signal, sys
from pathlib import Path
_root, _folder, _seen, _count = os.getcwd() + os.sep, Path({folder!r}), {{}}, iter(range(10_000))
def _watch(frame, event, _):
    if event == "call" and frame.f_code.co_filename.startswith(_root):
        _seen.setdefault(frame.f_code.co_filename[len(_root):])
def _write(*_):
    part = _folder / f"{{next(_count)}}.part"
    part.write_text("\\n".join(name for name in _seen if not name.startswith(".venv")))
    _seen.clear()
    part.rename(part.with_suffix(".txt"))
(_folder / "pid").write_text(str(os.getpid()))
signal.signal(signal.SIGUSR1, _write)
sys.setprofile(_watch)
"""


class Watched:
    """A server whose calls are watched; files appear in `folder`, numbered from 0."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder, self._taken = url, folder, 0

    def called(self) -> list[str]:
        """Return the modules whose functions were called since the last time."""
        time.sleep(SETTLE)
        os.kill(int((self._folder / "pid").read_text(encoding="utf-8")), signal.SIGUSR1)
        file = self._folder / f"{self._taken}.txt"
        deadline = time.monotonic() + 30
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        self._taken += 1
        return file.read_text(encoding="utf-8").splitlines()

    def way_of(self, text: str, sender: str) -> list[str]:
        """Return those that run for a message and not without one."""
        self.called()
        idle = set(self.called())
        self.say(text, sender)
        return [module for module in self.called() if module not in idle]

    def say(self, text: str, sender: str) -> None:
        body = json.dumps({"sender": sender, "message": text}).encode()
        with urllib.request.urlopen(f"{self._url}/webhooks/rest/webhook", body, timeout=60) as response:
            if not json.loads(response.read()):
                raise LookupError("no answer")


def ways(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the way of each text, said in a conversation that has begun."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder, WATCH.format(folder=str(folder))) as url:
            watched = Watched(url, folder)
            for text in WARMING:
                watched.say(text, "warming")
            modules = {}
            for number, text in enumerate(texts):
                watched.say("你好", f"user-{number}")
                modules[text] = watched.way_of(text, f"user-{number}")
            return modules


def main() -> int:
    subprocess.run([sys.executable, "-m", "launch", "train"], cwd=ROOT, check=True)
    for text, modules in ways((PLAIN, WITH_CLAUSE)).items():
        print(f"{text}: {len(modules)} modules")
        print(*(f"  {module}" for module in modules), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
