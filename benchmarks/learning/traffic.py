"""Writes twenty thousand simulated messages into a database, as the assistant stores them.

What is wanted and how it is put come from the held-out questions, which no writer of phrasings has seen.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from random import Random
from typing import Any

from benchmarks.understanding.questions import OUT_OF_SCOPE, Question
from benchmarks.understanding.score import Reply
from persistence.database import Database
from persistence.tables import events, feedback
from persistence.turns import bot_message_id
from understanding.payload import ask, payload

MESSAGES, DAYS = 20_000, 7
DAY = 86_400.0

NOBODY = 0.1
"""Share of messages about what no answer here answers."""

REFUSES, LEAVES_FOR_A_PERSON, RATES = 0.6, 0.3, 0.2
"""Shares of those who are not helped: who say 以上都不是 to an offer, who ask for a person, who rate an answer."""

AT_ONCE = 5_000


@dataclass(frozen=True)
class Said:
    """One message of a user of its own, and what it came to."""

    sender: str
    at: float
    question: Question
    reply: Reply


def popularity(questions: Sequence[Question], dice: Random) -> Mapping[str, float]:
    """Return how often each answer is wanted: the second half as often as the first, the third a third as often, …"""
    wanted = sorted({question.expected for question in questions if question.for_an_answer})
    dice.shuffle(wanted)
    return {id_: 1 / place for place, id_ in enumerate(wanted, 1)}


def drawn(questions: Sequence[Question], wanted: Mapping[str, float], dice: Random) -> Iterator[Question]:
    """Yield MESSAGES questions: a want by its popularity, then one of its wordings."""
    by_want: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_want[question.expected].append(question)
    wants = [want for want in wanted if want in by_want]
    weights = [wanted[want] for want in wants]
    for _ in range(MESSAGES):
        want = OUT_OF_SCOPE if dice.random() < NOBODY else dice.choices(wants, weights)[0]
        yield dice.choice(by_want[want])


def write(url: str, questions: Sequence[Question], reply: Callable[[str], Reply], now: float, dice: Random) -> None:
    """Write the conversations, and the ratings of some; each different text is asked once."""
    replies = {text: reply(text) for text in dict.fromkeys(question.text for question in questions)}
    rows: list[dict[str, Any]] = []
    rated: list[dict[str, Any]] = []
    for number, question in enumerate(questions):
        at = now - DAYS * DAY * (1 - number / len(questions))
        message = Said(f"user-{number}", at, question, replies[question.text])
        rows += _conversation(message, dice)
        if _is_wrong(message) and dice.random() < RATES:
            rated.append(_rating(message))
    database = Database(url, pooled=False)
    with database.begin() as connection:
        for start in range(0, len(rows), AT_ONCE):
            connection.execute(events.insert(), rows[start : start + AT_ONCE])
        if rated:
            connection.execute(feedback.insert(), rated)


def _conversation(message: Said, dice: Random) -> Iterator[dict[str, Any]]:
    reply, at = message.reply, message.at
    if reply.answer and reply.answer != OUT_OF_SCOPE:
        yield from _turn(
            message.sender, at, message.question.text, "faq", {"outcome": "answer", "faq_id": reply.answer}
        )
        helped = not _is_wrong(message)
    elif reply.offered:
        yield from _turn(message.sender, at, message.question.text, "nlu_unsure", {"outcome": "offer"}, reply.offered)
        meant = next((id_ for id_ in reply.offered if id_ in message.question.right), "")
        helped = bool(meant)
        if helped:
            yield from _turn(message.sender, at + 9, ask(meant), "ask", {"outcome": "answer", "faq_id": meant})
        elif dice.random() < REFUSES:
            yield from _turn(message.sender, at + 9, payload("none_of_these"), "none_of_these", {"outcome": "decline"})
    else:
        yield from _turn(message.sender, at, message.question.text, "nlu_fallback", {"outcome": "decline"})
        helped = False
    if not helped and dice.random() < LEAVES_FOR_A_PERSON:
        yield from _turn(message.sender, at + 20, "转人工", "handoff", {"outcome": "handoff"})


def _is_wrong(message: Said) -> bool:
    answer = message.reply.answer
    return bool(answer) and answer != OUT_OF_SCOPE and answer not in message.question.right


def _turn(
    sender: str, at: float, text: str, intent: str, metadata: Mapping[str, str], offered: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    buttons = [{"title": id_, "payload": ask(id_)} for id_ in offered]
    user = {"event": "user", "timestamp": at, "text": text, "parse_data": {"intent": {"name": intent}}}
    bot = {"event": "bot", "timestamp": at + 1, "text": "答", "metadata": metadata, "data": {"buttons": buttons}}
    for event in (user, bot):
        row = {"sender_id": sender, "type_name": event["event"], "timestamp": event["timestamp"]}
        yield {**row, "data": json.dumps(event, ensure_ascii=False)}


def _rating(message: Said) -> dict[str, Any]:
    at = datetime.fromtimestamp(message.at + 5, timezone.utc).isoformat(timespec="seconds")
    row = {"conversation": message.sender, "message": bot_message_id(message.at + 1), "faq_id": message.reply.answer}
    return {**row, "helpful": False, "reason": "答非所问", "at": at}
