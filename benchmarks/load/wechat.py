"""Pushes many messages to the official account, some twice: each must be one turn and one answer.

    python -m benchmarks.load.wechat --pushes 10000 --rate 20

Writes docs/benchmarks/wechat.md. The assistant is the real one; the platform is tools/wechat_simulator, in safe mode,
with WeChat's own five seconds.
"""

import argparse
import asyncio
import json
import os
import random
import secrets
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.load.servers import serving
from benchmarks.load.turns import percentile
from channels.one_turn import apology
from tests.running import ROOT
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.interfaces import Interfaces
from tools.wechat_simulator.platform import Platform, User
from tools.wechat_simulator.pushing import read_reply

REPORT = ROOT / "docs/benchmarks/wechat.md"
QUESTIONS = ("证书怎么打印", "我在德州，怎么不能学时申报", "忘记密码", "谁审核", "怎么注册", "今天天气怎么样")
AT_ONCE, MESSAGES_OF_A_USER = 40, 5
REDELIVERED = 0.2
LATEST_DUPLICATE = 6.0
LATEST_ANSWER = 8.0
"""Seconds: some come at the same moment, some as WeChat's own next attempt; an answer that is late comes within."""


@dataclass
class PushCounts:
    pushes: int
    rate: float
    seconds: float = 0.0
    redelivered: int = 0
    differing: int = 0
    sorry: int = 0
    troubles: str = ""
    late: int = 0
    turns: int = 0
    messages: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    answered_twice: int = 0
    times: list[float] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        wrong = self.unanswered + self.answered_twice + self.differing + self.answers["tip"] + self.sorry
        return not wrong and self.turns == self.messages == self.pushes


async def send_all(platform: Platform, counts: PushCounts, chance: random.Random) -> None:
    """Push at the rate, whatever becomes of the pushes before: users do not wait for each other."""
    users: dict[int, User] = {}
    pushes, begin = [], time.perf_counter()
    for number in range(counts.pushes):
        await asyncio.sleep(max(0.0, begin + number / counts.rate - time.perf_counter()))
        turn, place = divmod(number, AT_ONCE)
        if turn % MESSAGES_OF_A_USER == 0:
            users[place] = platform.user()
        user = users[place]
        pushes.append(asyncio.ensure_future(send(platform, counts, user, chance)))
    await asyncio.gather(*pushes)
    counts.seconds = time.perf_counter() - begin


async def send(platform: Platform, counts: PushCounts, user: User, chance: random.Random) -> None:
    text = chance.choice(QUESTIONS)
    whole = platform.whole(user, {"MsgType": "text", "Content": text, "MsgId": chance.randrange(10**17)})
    if chance.random() >= REDELIVERED:
        await platform.push(user, whole)
        return
    counts.redelivered += 1
    _, again = await asyncio.gather(platform.push(user, whole), deliver_again(platform, whole, chance))
    counts.differing += again is not None and again not in [message.text for message in user.seen]


async def deliver_again(platform: Platform, whole: dict[str, object], chance: random.Random) -> str | None:
    """Return what the second response says, as the user would see it."""
    await asyncio.sleep(chance.choice([0.0, chance.uniform(0, LATEST_DUPLICATE)]))
    answer = await platform.deliver(platform.request(whole))
    reply = read_reply(platform.account, answer[1]) if answer else None
    return platform.shown(reply["Content"]) if reply else None


async def all_answered(platform: Platform, counts: PushCounts) -> None:
    """Return when all have their answers, or no more come."""
    before = -1
    while before < (now := sum(len(user.seen) for user in platform.users.values())) < counts.pushes:
        before = now
        await asyncio.sleep(LATEST_ANSWER)
    await asyncio.sleep(1)


def count(platform: Platform, counts: PushCounts, database: Path) -> None:
    """Compare what users saw with what the conversations hold."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("select sender_id, data from events where type_name = 'user'").fetchall()
    counts.turns = len(rows)
    counts.messages = len({json.loads(data)["message_id"] for _, data in rows})
    for user in platform.users.values():
        counts.answers.update(message.way for message in user.seen)
        counts.sorry += sum(apology() in message.text for message in user.seen)
    answers = sum(counts.answers.values())
    counts.unanswered, counts.answered_twice = max(0, counts.pushes - answers), max(0, answers - counts.pushes)
    counts.late = counts.answers["message"]
    counts.troubles = ", ".join(f"{count} {name}" for name, count in platform.troubles.items())
    counts.times = [1000 * seconds for seconds in platform.reply_times]


async def measure(pushes: int, rate: float, folder: Path) -> PushCounts:
    account, counts = OfficialAccount(), PushCounts(pushes, rate)
    async with Platform(account, Interfaces(account)).running() as platform:
        variables = {**account.environment(platform.api_url), "SESSION_SECRET": secrets.token_hex(16)}
        with serving(folder, more=variables) as url:
            platform.urls = [f"{url}/webhooks/wechat/webhook"]
            await platform.say(platform.user(), "证书怎么打印")
            platform.users.clear()
            platform.reply_times.clear()
            await send_all(platform, counts, random.Random(7))
            await all_answered(platform, counts)
        count(platform, counts, folder / "conversations.db")
    counts.turns, counts.messages = counts.turns - 1, counts.messages - 1  # the first, which warms up
    return counts


def report(counts: PushCounts) -> str:
    times = counts.times
    return f"""# The official account under load

`python -m benchmarks.load.wechat --pushes {counts.pushes} --rate {counts.rate:g}`: the real assistant in one process
with its action server, SQLite, no Redis; the simulator of the platform in safe mode (pushes and replies are encrypted)
on the same two cores. Six kinds of questions, half of them with a custom action; one in five messages is delivered
twice, at the same moment or up to {LATEST_DUPLICATE:g} seconds later.

| | |
| --- | --- |
| messages | {counts.pushes} in {counts.seconds:.0f} s |
| of which delivered twice | {counts.redelivered} |
| turns in the conversations, and different messages among them | {counts.turns}, {counts.messages} |
| answered in the response / later by customer-service message | {counts.answers["reply"]} / {counts.late} |
| not answered / answered twice / second delivery answered otherwise | {counts.unanswered} / {counts.answered_twice} / \
{counts.differing} |
| answered with an apology / deliveries that WeChat had to repeat | {counts.sorry} / {counts.troubles or 0} |
| milliseconds to the response: p50, p95, p99, largest | {percentile(times, 0.5):.0f}, {percentile(times, 0.95):.0f}, \
{percentile(times, 0.99):.0f}, {max(times):.0f} |
| load average of the machine over five minutes, this included | {os.getloadavg()[1]:.1f} |
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.wechat", description=__doc__)
    parser.add_argument("--pushes", type=int, default=2000)
    parser.add_argument("--rate", type=float, default=20.0, help="messages per second")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = asyncio.run(measure(options.pushes, options.rate, Path(folder)))
    text = report(counts)
    print(text)
    if not counts.is_right:
        print("nothing was written: not every message had one turn and one answer", file=sys.stderr)
        return 1
    REPORT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
