"""Writes docs/benchmarks/conversations.md from the played conversations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.conversations.figures import Figures, Row, by_want, faults_by_way, figures, telling
from benchmarks.conversations.judge import Fault
from benchmarks.conversations.record import Played
from benchmarks.conversations.world import ROOT

REPORT = ROOT / "docs/benchmarks/conversations.md"
FIRST = Path(__file__).with_name("first.yml")
READING = Path(__file__).with_name("first_reading.md")
SCRIPTED = Path(__file__).with_name("scripted.md")
TRANSCRIPTS = 10
FEWEST = 20
"""A row of fewer wants says nothing."""


def summary(counted: Figures) -> dict[str, str]:
    """Return the figures by what they are called."""
    named = {
        "conversations": f"{counted.conversations}",
        "wants": f"{counted.wants}",
        "turns": f"{counted.turns}",
        "wants reached": _percent(counted.reached),
        "wants reached with one message": _percent(counted.at_once),
        "wants reached with no message too many": _percent(counted.unhindered),
        "messages for a want that was reached": f"{counted.turns_of_reached:.2f}",
        "conversations in which all went well": _percent(counted.whole),
        "conversations with a wrong role's or city's answer": f"{counted.wrong_role_or_city}",
    }
    return named | {f"turns with {fault.value}": f"{count}" for fault, count in counted.faults.items()}


def first() -> Mapping[str, Any]:
    """Return seed and figures of the first run."""
    data: dict[str, Any] = yaml.safe_load(FIRST.read_text(encoding="utf-8"))
    return data


def as_markdown(played: Sequence[Played], seed: int, before: Mapping[str, Any]) -> str:
    """Return the page; `before` are seed and figures of the first run."""
    shown = summary(figures(played)).items()
    return f"""{_introduction(seed, len(played))}
| | first (seed {before["seed"]}) | now (seed {seed}) |
| --- | --- | --- |
{_lines(f"| {name} | {before['figures'].get(name, '')} | {value} |" for name, value in shown)}

{READING.read_text(encoding="utf-8").strip()}

{SCRIPTED.read_text(encoding="utf-8").strip()}

{_where_it_fails(played)}
## {TRANSCRIPTS} conversations that failed

Chosen by rule: the shortest in which something else went wrong each time.

{_lines(_transcripts(played))}"""


def _introduction(seed: int, count: int) -> str:
    return f"""# Simulated users

`python -m benchmarks.conversations.bench --seed {seed} --conversations {count}` (`make bench-conversations`): users
with a role, a city, a temper and one to three wants talk to this checkout's trained model over REST. Their questions
are held-out ones (`benchmarks/understanding/*.tsv`), all around them comes from `benchmarks/conversations/ways.yml`.
The judge knows what each user wants and has said: a want is reached when the right answer has come, for the right role
and city. The same seed plays the same users; what they react to is up to the assistant.

"First" is a run before anything was tuned to it. A message too many is one beyond the question itself, a role or city
that was not said and a slip that was corrected.
"""


def _where_it_fails(played: Sequence[Played]) -> str:
    """Return the tables of wants by kind, of users, and of faults."""
    return f"""## Wants by their kind, and by how they were said

{_table(by_want(played, lambda _, pursuit: pursuit.ways))}

## By temper and role of the user

{_table(by_want(played, lambda conversation, _: (conversation.goal.temper, conversation.goal.role)))}

## Answers that were reached least often

{_table(_worst(played))}

## Faults by how a message was said

Turns; a turn counts in each row that fits it.

| | {" | ".join(fault.value for fault in Fault)} |
| --- |{" --- |" * len(Fault)}
{_lines(_fault_rows(played))}
"""


def _transcripts(played: Sequence[Played]) -> Iterator[str]:
    for conversation in telling(played, TRANSCRIPTS):
        yield f"```text\n{conversation.transcript()}\n```\n"


def first_as_yaml(played: Sequence[Played], seed: int) -> str:
    """Return the figures of a first run, for first.yml."""
    return yaml.safe_dump({"seed": seed, "figures": summary(figures(played))}, allow_unicode=True, sort_keys=False)


def _worst(played: Sequence[Played]) -> list[Row]:
    rows = by_want(played, lambda _, pursuit: (pursuit.want.id,))
    return sorted((row for row in rows if row.wants >= FEWEST), key=lambda row: row.reached)[:12]


def _fault_rows(played: Sequence[Played]) -> Iterable[str]:
    for way, counts in sorted(faults_by_way(played).items()):
        if sum(counts.values()):
            yield f"| {way} | {' | '.join(str(counts[fault] or '') for fault in Fault)} |"


def _table(rows: Iterable[Row]) -> str:
    head = "| | wants | reached | with one message | no message too many |\n| --- | --- | --- | --- | --- |\n"
    return head + _lines(
        f"| {row.name} | {row.wants} | {_percent(row.reached)} | {_percent(row.at_once)} | {_percent(row.unhindered)} |"
        for row in rows
        if row.wants >= FEWEST
    )


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(rows)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
