"""Measures a turn's CPU time: as shipped, without each optimisation that can be undone, and the bare minimum.

    python -m benchmarks.load.turn_cost

Writes docs/benchmarks/turn-cost.md. One process without a channel; the variants take turns of a few dozen messages
each, so that a busy machine slows them all.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tests.running import ROOT

REPORT = ROOT / "docs/benchmarks/turn-cost.md"
QUESTION = "证书怎么打印"
ROUNDS, CONVERSATIONS, TURNS = 40, 5, 5
AS_IT_IS, LEAST = "as it is", "reading the conversation, looking up an answer, writing two rows"

Variants = Mapping[str, Callable[[], AbstractContextManager[None]]]


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def rules_as_rasa(policy: Any, rasas: Mapping[str, Any]) -> Iterator[None]:
    keys, decision = (
        (policy, "_get_possible_keys", rasas["keys"]),
        (policy, "_find_action_from_rules", rasas["decision"]),
    )
    with replaced(*keys), replaced(*decision):
        yield


def variants(agent: Any, rasas: Mapping[str, Any]) -> Variants:
    """Return what undoes each cut. `rasas`: Rasa's own methods by their names."""
    from rasa.core.policies.rule_policy import RulePolicy
    from rasa.engine.runner.dask import DaskGraphRunner
    from rasa.shared.core.domain import Domain

    processor = agent.processor
    ours = processor.graph_runner
    dask = DaskGraphRunner.__new__(DaskGraphRunner)
    # The same components, which both runners only call.
    vars(dask).update(_graph_schema=ours._schema, _instantiated_nodes=ours._nodes, _execution_context=None)
    return {
        AS_IT_IS: nullcontext,
        "graph run by dask": lambda: replaced(processor, "graph_runner", dask),
        "rules looked for as Rasa does": lambda: rules_as_rasa(RulePolicy, rasas),
        "an empty domain made each time": lambda: replaced(Domain, "is_empty", rasas["is_empty"]),
    }


async def turn(agent: Any, app: Any, sender: str) -> None:
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    from channels.turns import alone

    message = UserMessage(QUESTION, CollectingOutputChannel(), sender, message_id=uuid.uuid4().hex)
    async with alone(app, sender, message.message_id) as claim:
        if claim:
            await claim.take()
        await agent.handle_message(message)


def least(url: str, answers: Mapping[str, str]) -> Callable[[str], None]:
    """Return what does the least a turn can do with this table: nothing of Rasa but its events."""
    from rasa.shared.core.events import BotUttered, UserUttered

    from records.event_table import EventTable

    table = EventTable(url)

    def answer(sender: str) -> None:
        session = table.session(sender)
        events = [UserUttered(QUESTION, {"name": "faq"}), BotUttered(answers[QUESTION])]
        table.add(sender, events, session[-1].number if session else 0)

    return answer


async def measure(agent: Any, url: str, rasas: Mapping[str, Any]) -> dict[str, list[float]]:
    """Return milliseconds of processor time of a turn by variant, one figure for each round."""
    from sanic import Sanic

    app = Sanic("turn_cost", configure_logging=False)
    app.ctx.agent = agent
    switches, at_least = variants(agent, rasas), least(url, {QUESTION: "请点击证书打印。" * 10})
    times: dict[str, list[float]] = {name: [] for name in (*switches, LEAST)}
    for number in range(-2, ROUNDS):
        senders = [f"{number}-{conversation}" for conversation in range(CONVERSATIONS) for _ in range(TURNS)]
        for name, switch in switches.items():
            with switch():
                before = time.process_time()
                for sender in senders:
                    await turn(agent, app, f"{name}-{sender}")
                times[name].append(1000 * (time.process_time() - before) / len(senders))
        before = time.process_time()
        for sender in senders:
            at_least(f"least-{sender}")
        times[LEAST].append(1000 * (time.process_time() - before) / len(senders))
    # Without the rounds for warming up.
    return {name: seconds[2:] for name, seconds in times.items()}


def report(times: Mapping[str, list[float]]) -> str:
    base = statistics.median(times[AS_IT_IS])
    rows = "\n".join(
        f"| {name} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {statistics.median(seconds) / base:.2f} |"
        for name, seconds in times.items()
    )
    return f"""# What a plain turn costs the processor

`python -m benchmarks.load.turn_cost`: Rasa's agent without a channel, one plain question, SQLite, conversations of
{TURNS} turns; milliseconds of processor time of a turn. One process: {ROUNDS} rounds, in each of which every
variant has {CONVERSATIONS * TURNS} turns, so that a busy machine slows all of them. Each row undoes one cut; the last
one is the limit for any turn that is kept in this table.

| variant | median | least | median / as it is |
| --- | --- | --- | --- |
{rows}
"""


def main() -> int:
    from rasa.core.policies.rule_policy import RulePolicy
    from rasa.shared.core.domain import Domain

    # Before the launcher puts ours in.
    rasas = {
        "keys": RulePolicy._get_possible_keys,
        "decision": RulePolicy._find_action_from_rules,
        "is_empty": Domain.is_empty,
    }
    from launch import environment, programs
    from launch.preparation import prepared_model
    from persistence.database import upgrade_at_start

    with tempfile.TemporaryDirectory() as folder:
        url = os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'conversations.db'}"
        environment.prepare()
        model = prepared_model()
        programs.errors_only()
        upgrade_at_start(url)
        from rasa.core.agent import load_agent
        from rasa.core.utils import AvailableEndpoints

        async def measured() -> dict[str, list[float]]:
            endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
            return await measure(await load_agent(model_path=str(model), endpoints=endpoints), url, rasas)

        text = report(asyncio.run(measured()))
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
