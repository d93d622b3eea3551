"""Scripted conversations: what a user says or presses, and what must come back.

scripts/<point>.yml is a list of conversations: `name` and `turns`. A turn has `user` (typed) or `press` (a button's
title under the last messages), in a conversation of two also `as`; and what is expected of the messages of the turn:
`outcome` (of the first message; a list: any of them), `faq_id`, `asks`, `text` and `not_text` (pieces of the texts),
`buttons` (titles that must be there).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

FOLDER = Path(__file__).with_name("scripts")

Message = Mapping[str, Any]


class Partner(Protocol):
    """One conversation, over whatever channel."""

    async def say(self, text: str) -> list[dict[str, Any]]: ...

    async def press(self, title: str, message: dict[str, Any]) -> list[dict[str, Any]]: ...


@dataclass(frozen=True)
class Script:
    point: str
    name: str
    turns: Sequence[Mapping[str, Any]]

    @property
    def users(self) -> Sequence[str]:
        return sorted({str(turn.get("as", "a")) for turn in self.turns})

    @property
    def messages(self) -> tuple[str, ...]:
        """What is said, for telling whether two scripts are the same."""
        return tuple(f"{turn.get('as', 'a')}:{turn.get('user') or turn.get('press')}" for turn in self.turns)


def load(folder: Path = FOLDER) -> list[Script]:
    """Read all scripts of a folder."""
    return [
        Script(path.stem, script["name"], script["turns"])
        for path in sorted(folder.glob("*.yml"))
        for script in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ]


async def play(script: Script, partners: Mapping[str, Partner]) -> list[str]:
    """Play a script and return what was not as expected, turn by turn."""
    faults: list[str] = []
    last: dict[str, list[dict[str, Any]]] = {}
    for number, turn in enumerate(script.turns, 1):
        user = str(turn.get("as", "a"))
        messages = await _take(turn, partners[user], last.get(user, []))
        if messages is None:
            return [*faults, f"{number}. 没有按钮“{turn['press']}”"]
        last[user] = messages
        said = turn.get("user") or turn.get("press")
        faults += [f"{number}. {said}: {fault}" for fault in faults_of(turn, messages)]
    return faults


async def _take(turn: Mapping[str, Any], partner: Partner, last: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    if "user" in turn:
        return await partner.say(str(turn["user"]))
    title = str(turn["press"])
    for message in last:
        if title in _titles([message]):
            return await partner.press(title, message)
    return None


def faults_of(expected: Mapping[str, Any], messages: Sequence[Message]) -> list[str]:
    """Return how the messages of a turn differ from what is expected."""
    if not messages:
        return ["没有回复"]
    said = " ".join(str(message.get("text", "")) for message in messages)
    metadata = [message.get("metadata", {}) for message in messages]
    outcomes = expected["outcome"] if isinstance(expected["outcome"], list) else [expected["outcome"]]
    faults = []
    if metadata[0].get("outcome") not in outcomes:
        faults.append(f"outcome {metadata[0].get('outcome')}，应为 {'/'.join(outcomes)}：{said[:60]}")
    for key in ("faq_id", "asks"):
        if key in expected and expected[key] not in [data.get(key) for data in metadata]:
            faults.append(f"{key} {[data.get(key) for data in metadata]}，应为 {expected[key]}")
    faults += [f"缺“{piece}”：{said[:80]}" for piece in expected.get("text", []) if piece not in said]
    faults += [f"多“{piece}”：{said[:80]}" for piece in expected.get("not_text", []) if piece in said]
    titles = _titles(messages)
    faults += [f"缺按钮“{title}”：{titles}" for title in expected.get("buttons", []) if title not in titles]
    return faults


def _titles(messages: Sequence[Message]) -> list[str]:
    return [button["title"] for message in messages for button in message.get("quick_replies", [])]
