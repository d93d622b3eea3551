"""Records what became of a conversation, for counting and for reading."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.conversations.goals import Goal, Want
from benchmarks.conversations.judge import Fault
from benchmarks.conversations.messages import Message

SHOWN = 160
"""Characters of a message in a transcript."""


@dataclass(frozen=True)
class Turn:
    """What the user said or pressed, what came back and what was wrong with it; `ways` are those of the wants that were
    open.
    """

    text: str
    messages: Sequence[Message]
    faults: tuple[Fault, ...]
    ways: frozenset[str] = frozenset()


@dataclass
class Pursuit:
    """The user after one want. `turns`: messages spent on it. `least`: messages it takes where all goes well.
    `open_question`: the role or city that was asked and not answered yet. `protested`: against an answer for somebody
    else.
    """

    want: Want
    turns: int = 0
    least: int = 1
    reached: bool = False
    open_question: str = ""
    protested: bool = False
    next_wording: int = 1
    ways: set[str] = field(default_factory=set)

    def other_words(self) -> str | None:
        """Return the next way of saying it, None when the user knows no other."""
        if self.next_wording >= len(self.want.questions):
            return None
        self.next_wording += 1
        return self.want.questions[self.next_wording - 1].text


@dataclass
class Played:
    goal: Goal
    turns: list[Turn] = field(default_factory=list)
    pursuits: list[Pursuit] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        return [fault for turn in self.turns for fault in turn.faults]

    @property
    def failed(self) -> bool:
        return any(not pursuit.reached for pursuit in self.pursuits) or any(
            pursuit is not Fault.NOISE for pursuit in self.faults
        )

    def transcript(self) -> str:
        """Return the conversation as text, with what the judge has to say at the end of each turn."""
        goal = self.goal
        wants = "，".join(
            f"{pursuit.want.id}（{f'{pursuit.turns} 条' if pursuit.reached else '没有得到'}）"
            for pursuit in self.pursuits
        )
        lines = [f"#{goal.number} {goal.temper}，{goal.role}，{goal.city}：{wants}"]
        for turn in self.turns:
            lines.append(f"用户：{turn.text}")
            lines += [f"  助手：{_line(message)}" for message in turn.messages]
            lines += [f"  ✗ {fault.value}" for fault in turn.faults]
        return "\n".join(lines)


def _line(message: Message) -> str:
    text = message.text if len(message.text) <= SHOWN else f"{message.text[:SHOWN]}…"
    what = message.faq_id or message.outcome
    titles = f" [{' | '.join(message.titles[:6])}{' …' if len(message.titles) > 6 else ''}]" if message.buttons else ""
    return f"{text} ({what}){titles}"
