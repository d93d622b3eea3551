"""`make wechat-demo`: the official account without an account. The assistant, the simulator, a chat in the terminal."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from launch.ports import free_port
from tests.running import ROOT
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.chat import HELP, chat
from tools.wechat_simulator.interfaces import Interfaces
from tools.wechat_simulator.platform import Platform

START_TIMEOUT = 600.0


@asynccontextmanager
async def assistant(platform: Platform, folder: Path) -> AsyncIterator[None]:
    """Serve the platform's account; conversations are kept under `folder`."""
    port = free_port()
    environment = {
        **os.environ, **platform.account.environment(platform.api_url),
        "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}", "SESSION_SECRET": os.urandom(32).hex(),
    }  # fmt: skip
    command = [sys.executable, "-m", "launch", "run", "--port", str(port), "--follow", str(os.getpid())]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        # Ctrl-C in the terminal is for the chat, which then stops the assistant.
        start_new_session=True,
    )  # fmt: skip
    try:
        await asyncio.to_thread(_wait, f"http://127.0.0.1:{port}/readyz", process)
        platform.urls = [f"http://127.0.0.1:{port}/webhooks/wechat/webhook"]
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(process.wait, 60)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_TIMEOUT
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("助手没有启动成功，原因见上")
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    raise SystemExit("助手一直没有启动")


async def demo() -> None:
    account = OfficialAccount()
    with tempfile.TemporaryDirectory() as folder:
        async with Platform(account, Interfaces(account)).running() as platform:
            print("正在启动助手……（第一次要先训练，约一分钟）", flush=True)
            async with assistant(platform, Path(folder)):
                print(HELP, flush=True)
                await chat(platform)


def main() -> int:
    with suppress(KeyboardInterrupt):
        asyncio.run(demo())
    return 0


if __name__ == "__main__":
    sys.exit(main())
