"""Writes docs/benchmarks/desk.md from the figures."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.load.desk_clock import Clock, Way
from benchmarks.load.turns import percentile


@dataclass
class DeskFigures:
    """`calm`, `faulty`: the lines of agents without a fault and around the kills."""

    clock: Clock = field(default_factory=Clock)
    calm: list[Way] = field(default_factory=list)
    faulty: list[Way] = field(default_factory=list)
    sent: int = 0
    questions: int = 0
    lost: int = 0
    doubled: int = 0
    shuffled: int = 0
    unseen: int = 0
    lost_of_users: int = 0
    doubled_of_users: int = 0

    @property
    def wrong(self) -> int:
        of_agents = self.lost + self.doubled + self.shuffled + self.unseen
        return of_agents + self.lost_of_users + self.doubled_of_users


@dataclass(frozen=True)
class Size:
    """`killed`: what was killed, in order; `apart`: seconds between two kills."""

    users: int
    agents: int
    seconds: int
    killed: Sequence[str]
    apart: float

    @property
    def command(self) -> str:
        more = "" if self.killed else " --calm"
        return (
            f"python -m benchmarks.load.desk --users {self.users} --agents {self.agents} --seconds {self.seconds}{more}"
        )

    @property
    def faults(self) -> str:
        if not self.killed:
            return "Nothing is killed."
        names = "、".join(self.killed)
        return f"After {self.seconds} s {names} are killed, at least {self.apart:.0f} s apart, and started anew."


def report(measured: DeskFigures, size: Size) -> str:
    calm = measured.calm
    shares = "\n".join(f"| {name} | {100 * share:.0f} % |" for name, share in measured.clock.shares.items())
    return f"""# The desk under load

`{size.command}`:
{size.users} users on the page, each with a message every 30 s; {size.agents} agents, each with a message every 3 s.
All processes of `make run` and all clients are on one machine with {os.cpu_count()} cores, with SQLite. The clock
begins when every agent has taken what they may and every user knows it. {size.faults}
Load average of the machine at the end: {os.getloadavg()[0]:.1f}; priority of all of this (nice): {os.nice(0)}.

| from an agent's sending to the user's screen, ms | median | p95 | longest |
| --- | --- | --- | --- |
| while all is well ({len(calm)} messages) | {_spread([way.all for way in calm])} |
| of it until the desk has kept it | {_spread([way.stored for way in calm])} |
| then until the Rasa server says it | {_spread([way.posted for way in calm])} |
| then until it is on the screen | {_spread([way.shown for way in calm])} |
| how late the clients' own clock was meanwhile | {_spread(measured.clock.lags)} |
| around the kills ({len(measured.faulty)} messages) | {_spread([way.all for way in measured.faulty])} |

| process | of a core, while all is well |
| --- | --- |
{shares}

| | said | lost | doubled | out of order | not on the screen |
| --- | --- | --- | --- | --- | --- |
| by agents | {measured.sent} | {measured.lost} | {measured.doubled} | {measured.shuffled} | {measured.unseen} |
| by users | {measured.questions} | {measured.lost_of_users} | {measured.doubled_of_users} | | |
"""


def _spread(values: Sequence[float]) -> str:
    if not values:
        return "nothing | nothing | nothing"
    cells = (percentile(values, 0.5), percentile(values, 0.95), max(values))
    return " | ".join(f"{1000 * cell:.0f}" for cell in cells)
