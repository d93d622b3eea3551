"""Play conversations of simulated users with this checkout's assistant.

    python -m benchmarks.conversations.bench --seed 1 --conversations 2000

Writes docs/benchmarks/conversations.md with --write; prints figures, and the conversations that failed with --show.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.conversations.assistant import Address, RestPartner, partners, served
from benchmarks.conversations.figures import figures
from benchmarks.conversations.goals import chance, draw
from benchmarks.conversations.messages import Partner
from benchmarks.conversations.player import Player
from benchmarks.conversations.record import Played
from benchmarks.conversations.report import FIRST, REPORT, as_markdown, first, first_as_yaml, summary
from benchmarks.conversations.world import ROOT, World, load_world

AT_ONCE = 6
STEP = 100


async def play(world: World, seed: int, number: int, partner: Partner) -> Played:
    """Play the conversation with this number, which depends on seed and number alone."""
    dice = chance(seed, number)
    return await Player(world, draw(world, number, dice), dice, partner).play()


async def play_all(
    world: World,
    address: Address,
    seed: int,
    numbers: Sequence[int],
    progress: Callable[[str], None] = lambda text: None,
) -> list[Played]:
    """Play these conversations, some at once; `progress` is called with how far it is."""
    room, done = asyncio.Semaphore(AT_ONCE), 0

    async with partners(address) as http:

        async def one(number: int) -> Played:
            nonlocal done
            async with room:
                played = await play(world, seed, number, RestPartner(http, address, f"simulated-{seed}-{number}"))
            done += 1
            if done % STEP == 0:
                progress(f"{done} / {len(numbers)}")
            return played

        waiting: list[Awaitable[Played]] = [one(number) for number in numbers]
        return list(await asyncio.gather(*waiting))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conversations.bench", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--conversations", type=int, default=2000, metavar="N")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="play this one conversation and show it")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print so many conversations that failed")
    parser.add_argument("--failures", type=Path, metavar="FILE", help="write all conversations that failed there")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    parser.add_argument("--first", action="store_true", help="keep the figures as those of the first run")
    options = parser.parse_args(argv)
    numbers = range(options.conversations) if options.only is None else [options.only]
    subprocess.run([sys.executable, "-m", "launch", "train"], cwd=ROOT, check=True)
    began = time.monotonic()
    with served() as address:
        played = asyncio.run(play_all(load_world(), address, options.seed, numbers, partial(print, flush=True)))
    print(f"{time.monotonic() - began:.0f} s")
    _tell(played, options)
    return 0


def _tell(played: Sequence[Played], options: argparse.Namespace) -> None:
    failed = [conversation.transcript() for conversation in played if conversation.failed]
    if options.only is not None:
        print(played[0].transcript())
        return
    print("\n".join(f"{name}: {value}" for name, value in summary(figures(played)).items()))
    print("\n\n".join(failed[: options.show]))
    if options.failures:
        options.failures.write_text("\n\n".join(failed) + "\n", encoding="utf-8")
    if options.first:
        FIRST.write_text(first_as_yaml(played, options.seed), encoding="utf-8")
    if options.write:
        REPORT.write_text(as_markdown(played, options.seed, first()), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
