"""Measures how long a plain turn and one with a custom action take, as shipped and without each optimisation.

    python -m benchmarks.load.turns

Writes docs/benchmarks/turns.md. One user over the socket; each variant is a server of its own, in one run.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.load.servers import serving
from tests.running import ROOT
from tests.talking import talking_to

REPORT = ROOT / "docs/benchmarks/turns.md"
ROUNDS, TURNS_IN_A_CONVERSATION, WARM_UP = 30, 10, 20

PLAIN, BY_CITY, BY_ROLE, OFFER = "plain answer", "city's answer", "role asked", "choice offered"
MESSAGES = {PLAIN: "证书怎么打印", BY_CITY: "我在德州，怎么不能学时申报", BY_ROLE: "忘记密码", OFFER: "谁审核"}
ACTIONS = (BY_CITY, BY_ROLE, OFFER)

# What is switched off in a server's process before it starts.
VARIANTS: Mapping[str, str] = {
    "as it is": "",
    "results validated as Rasa does": "import launch.programs as p; p.validate_quickly = lambda: None",
}

Times = dict[str, list[float]]


async def measure(url: str) -> Times:
    """Return milliseconds per kind of turn; every conversation has each kind in turn."""
    times: Times = {kind: [] for kind in MESSAGES}
    await _converse(url, WARM_UP, {kind: [] for kind in MESSAGES})
    for _ in range(ROUNDS):
        await _converse(url, TURNS_IN_A_CONVERSATION, times)
    return times


async def _converse(url: str, turns: int, times: Times) -> None:
    kinds = list(MESSAGES)
    async with talking_to(url) as talk:
        for number in range(turns):
            kind = kinds[number % len(kinds)]
            before = time.perf_counter()
            await talk.say(MESSAGES[kind])
            times[kind].append(1000 * (time.perf_counter() - before))


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def row(name: str, times: Times) -> str:
    with_action = [value for kind in ACTIONS for value in times[kind]]
    plain = times[PLAIN]
    ratio = percentile(with_action, 0.95) / percentile(plain, 0.95)
    cells = [
        name, *(f"{value:.1f}" for values in (plain, with_action) for value in (
            statistics.median(values), percentile(values, 0.95))), f"{ratio:.2f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def report(variants: Mapping[str, Times]) -> str:
    rows = "\n".join(row(name, times) for name, times in variants.items())
    turns = ROUNDS * TURNS_IN_A_CONVERSATION
    return f"""# What a turn costs

`python -m benchmarks.load.turns`: one user over the socket, {turns} turns for each variant in conversations of
{TURNS_IN_A_CONVERSATION}, SQLite, one machine; every variant is a server of its own, all in one run. Milliseconds from
sending a message to the end of the reply; "action" is a turn with a custom action (a city's answer, the question for
the role, a choice).

| variant | plain p50 | plain p95 | action p50 | action p95 | action p95 / plain p95 |
| --- | --- | --- | --- | --- | --- |
{rows}

What was done about it:

- **Results are validated by a validator that is built once** (`launch/rasa_patches/action_results.py`). Rasa 3.6
  checks the constant JSON schema itself for every result of a custom action.
- **A turn needs at most one custom action**: what a message means is found in the pipeline
  (`components/context_resolver.py`), which sees the tracker; plain answers, also those that depend on a role that is
  known, are the stock `utter_faq` without any.
"""


def main() -> int:
    times: dict[str, Times] = {}
    for name, change in VARIANTS.items():
        print(f"{name} …", flush=True)
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            url = stack.enter_context(serving(Path(folder), change))
            times[name] = asyncio.run(measure(url))
    REPORT.write_text(report(times), encoding="utf-8")
    print(f"written: {REPORT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
