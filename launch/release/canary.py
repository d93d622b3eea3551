"""Canary: holds test conversations with a new instance over its own port, before users reach it."""

import json
import secrets
import string
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import yaml

from owner.folder import content_folder

FILE = "canary.yml"
"""In the content folder. If it is missing, only a greeting and the menu are tried."""
SENDER = "canary-"
"""Prefix of the conversations' names, because they stay in the database like others."""
SECONDS = 15.0
BROKEN = ("silent", "error")
"""Values of `reason` in an apology for an answer that failed (channels/one_turn.py)."""

Talk = Sequence["CanaryTurn"]


@dataclass(frozen=True)
class CanaryTurn:
    say: str
    outcome: str
    faq_id: str | None = None


def read_canary(content: Path | None = None) -> list[Talk]:
    """Return the conversations of the content, by default of the one that is served."""
    file = (content or content_folder()) / FILE
    if not file.is_file():
        return [[CanaryTurn("/greet", "chat"), CanaryTurn("/menu", "chat")]]
    conversations = yaml.safe_load(file.read_text(encoding="utf-8"))["conversations"]
    return [[CanaryTurn(**turn) for turn in talk] for talk in conversations]


def complaint(turn: CanaryTurn, messages: Sequence[Mapping[str, Any]], *, any_answer: bool = False) -> str | None:
    """Return what is wrong with a reply, or None. `any_answer`: accept every reply that is no failure."""
    if not messages:
        return f"“{turn.say}”没有回答"
    metadata = messages[0].get("metadata") or {}
    if any(message.get("metadata", {}).get("reason") in BROKEN for message in messages):
        return f"“{turn.say}”处理时出错"
    expected, actual = (turn.outcome, turn.faq_id), (metadata.get("outcome"), metadata.get("faq_id"))
    if any_answer or actual == expected:
        return None
    return f"“{turn.say}”应为 {_named(*expected)}，实际为 {_named(*actual)}"


def _named(outcome: str | None, faq_id: str | None) -> str:
    return f"{outcome} {faq_id}" if faq_id else str(outcome)


def new_sender() -> str:
    """Return a new conversation's name, of letters only.

    Random digits can look like a mobile number, which the channel refuses as a name.
    """
    return SENDER + "".join(secrets.choice(string.ascii_lowercase) for _ in range(16))


def try_out(url: str, talks: Sequence[Talk], *, any_answer: bool = False) -> list[str]:
    """Hold the conversations with the instance at `url`; returns what was wrong."""
    complaints = []
    for talk in talks:
        sender = new_sender()
        for turn in talk:
            try:
                wrong = complaint(turn, _say(url, sender, turn.say), any_answer=any_answer)
            except (OSError, ValueError) as error:
                wrong = f"“{turn.say}”没有回答（{_kind(error)}）"
            if wrong:
                complaints.append(wrong)
                break
    return complaints


def _kind(error: Exception) -> str:
    return f"HTTP {error.code}" if isinstance(error, HTTPError) else type(error).__name__


def _say(url: str, sender: str, text: str) -> list[dict[str, Any]]:
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    # Without the proxy that the environment may name.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=SECONDS) as response:
        messages: list[dict[str, Any]] = json.load(response)
        return messages
