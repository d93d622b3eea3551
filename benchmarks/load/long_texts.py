"""Measures the costliest texts within the length limit, beside an ordinary question.

    python -m benchmarks.load.long_texts

Writes docs/benchmarks/long-texts.md. It times a whole turn over the socket for each kind of text, as long as the guard
allows, beside a plain turn in the same conversation. Then it times each reader of a text by itself.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.load.servers import serving
from channels.guard.user_text import LONGEST, is_too_long
from tests.running import LIMIT, ROOT
from tests.talking import talking_to
from zh.fold import normalize
from zh.personal import mask
from zh.questions import subject
from zh.reading import read
from zh.roles import RoleReading, find_role

REPORT = ROOT / "docs/benchmarks/long-texts.md"
ROUNDS = 7
PLAIN = "证书怎么打印"
ORDINARY = "我是老师，登录时提示账号不存在怎么办"
# What readers look for, again and again: gaps of numbers, beginnings of addresses, clauses, denials, roles, places.
PIECES = (
    "1 ", "86", "a@", "a@a.", "一幺", "1.", "13800138000 ", "11010519491231002X，",
    "的问题", "?!", "不是我", "我是", "，老师一个", "那个人", "老师用人单位", "单位管理员主管部门",
    "怎么注册，", "忘记密码怎么办；", "我在济南不在德州，", "谁审核？", "不要转人工，", "注册", "zhuce",
    "学时申报证书打印单位调转修改信息", "\ufdfa", "㍿", "\ufdfa登录", "怎么审核，谁审核，", "a@b.", "a.a@",
)  # fmt: skip
READERS: Mapping[str, Callable[[str], object]] = {
    "mask": mask,
    "normalize": normalize,
    "subject": subject,
    "read": read,
    "find_role": lambda text: find_role(text, RoleReading.ANSWERED),
}


class Turn(NamedTuple):
    """Milliseconds from sending a message to the end of its turn, by conversation: of the text, and of PLAIN."""

    worst: list[float]
    plain: list[float]


def longest(piece: str) -> str:
    """Return the piece repeated as often as the guard lets it be, as it is sent and as it is understood."""
    times = 1
    while not is_too_long(piece * (times + 1)):
        times += 1
    return piece * times


def milliseconds(reader: Callable[[str], object], text: str) -> float:
    """Return the least of three, in milliseconds of CPU. Readers may cache: each text ends otherwise."""

    def once(end: str) -> float:
        began = time.process_time()
        reader(text[:-1] + end)
        return 1000 * (time.process_time() - began)

    return min(map(once, "甲乙丙"))


async def turns(url: str) -> dict[str, Turn]:
    """Return the turns by piece; each conversation has the long text, then the plain one."""
    turns_of = {piece: Turn([], []) for piece in PIECES}
    for number in range(ROUNDS + 1):
        for piece, times in turns_of.items():
            async with talking_to(url) as talk:
                for text, to in ((longest(piece), times.worst), (PLAIN, times.plain)):
                    began = time.perf_counter()
                    await talk.say(text)
                    # The first round warms up.
                    if number:
                        to.append(1000 * (time.perf_counter() - began))
    return turns_of


def report(turns_of: Mapping[str, Turn], read: Mapping[str, tuple[float, str, float]]) -> str:
    """`read`: for each reader the milliseconds of an ordinary question, and the slowest piece with its own."""
    plain = statistics.median(value for turn in turns_of.values() for value in turn.plain)
    by_cost = sorted(turns_of.items(), key=lambda item: -statistics.median(item[1].worst))
    rows = "\n".join(_row(piece, turn, plain) for piece, turn in by_cost)
    readers = "\n".join(
        f"| `{name}` | {ordinary:.2f} | {worst:.2f} | {_shown(piece)} |"
        for name, (ordinary, piece, worst) in read.items()
    )
    return f"""# What the worst texts cost

`python -m benchmarks.load.long_texts`: one piece, repeated until another one would be too long ({LONGEST} characters,
as sent and as understood). A whole turn over the socket, {ROUNDS} conversations each, SQLite, one machine with other
work on it; a plain turn ({PLAIN}) in the same conversations takes {plain:.1f} ms (median).

| piece | characters | turn, median ms | slowest ms | times the plain turn |
| --- | --- | --- | --- | --- |
{rows}

What each reader of a text takes of that, in milliseconds of CPU, in one process without a server:

| reader | ordinary question | worst text | of |
| --- | --- | --- | --- |
{readers}

Longer texts are declined without a turn; that every pattern is linear is a test (`tests/zh/test_linear.py`).
"""


def _row(piece: str, turn: Turn, plain: float) -> str:
    middle = statistics.median(turn.worst)
    cells = [
        _shown(piece),
        str(len(longest(piece))),
        f"{middle:.1f}",
        f"{max(turn.worst):.1f}",
        f"{middle / plain:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def _shown(piece: str) -> str:
    return f"`{piece}`" if piece.isprintable() and piece.strip() == piece else f"`{piece!r}`"


def _readers() -> dict[str, tuple[float, str, float]]:
    readers = {}
    for name, reader in READERS.items():
        times = {piece: milliseconds(reader, longest(piece)) for piece in PIECES}
        worst = max(times, key=lambda piece: times[piece])
        readers[name] = milliseconds(reader, ORDINARY), worst, times[worst]
    return readers


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), more={"WEBCHAT_ADDRESS_LIMIT": LIMIT}) as url:
        turns_of = asyncio.run(turns(url))
    REPORT.write_text(report(turns_of, _readers()), encoding="utf-8")
    print(f"written: {REPORT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
