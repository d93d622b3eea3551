"""Searches for personal data after many conversations, in a dump of all that is stored, shown and sent.

    python -m benchmarks.personal.kept [conversations]

Writes docs/benchmarks/personal-kept.md. The conversations are had with all processes of `make run` and the built-in
desk, a fifth as many with another system's desk behind the webhook.
"""

import asyncio
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.personal.dumping import dump
from benchmarks.personal.generated import Message, generated
from benchmarks.personal.measure import found_personal, is_hidden, personal_messages
from benchmarks.personal.talks import details, have_all, joined
from launch.ports import free_port
from tests.desk_receiver import SECRET, Receiver
from tests.running import ROOT, running_assistant

REPORT = ROOT / "docs/benchmarks/personal-kept.md"
CONVERSATIONS = 1_000
SHORTEST = 8
"""Characters of a secret that is looked for wherever it stands; a shorter one may be a part of an id or a time."""

_IDS = re.compile(rb'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=": )[0-9]+(?=[,}])')
"""Random ids, of which some have four digits between two dashes, and numbers of rows: what was told is a text."""


@dataclass(frozen=True)
class Left:
    """`places`: names of what was dumped, with bytes; `leaks`: what is left of secrets that the masker knows, and of
    forms, each with its place; `unknown`: messages whose secrets the masker does not know.
    """

    places: Mapping[str, int]
    leaks: Sequence[tuple[str, str]]
    messages: int
    unknown: int


def messages_for(conversations: int) -> list[Message]:
    """Return as many messages as the conversations need: the written list, then generated ones of each kind."""
    written = personal_messages()
    needed = max(0, 3 * conversations - len(written))
    made = list(generated(needed // 20 + 1, seed=11)) if needed else []
    return [*written, *made]


def left_after(conversations: int, folder: Path, *, webhook: bool) -> Left:
    """Have the conversations, dump everything, look for what was told."""
    messages = messages_for(conversations)[: 3 * conversations]
    receiver, port = Receiver(), free_port()
    desk = {"HANDOFF_WEBHOOK_URL": receiver.url, "HANDOFF_WEBHOOK_SECRET": SECRET.decode()}
    more = desk if webhook else {"CONSOLE": "on", "CONSOLE_PORT": str(port)}
    try:
        with running_assistant(folder, more) as running, ExitStack() as closed:
            agent: httpx.Client | None = None if webhook else closed.enter_context(closing(joined(running, port)))
            asyncio.run(have_all(running, agent, messages, conversations))
            places = dump(running, agent)
            places["webhook"] = json.dumps(receiver.heard, ensure_ascii=False).encode()
    finally:
        receiver.stop()
    hidden = [message for message in messages if is_hidden(message, found_personal)]
    sought = {secret for message in hidden for secret in message.secrets}
    if not webhook:
        sought |= {word for number in range(conversations) for word in details(number).values()}
    leaks = [(name, secret) for name, data in places.items() for secret in _in(data, sought)]
    sizes = {name: len(data) for name, data in places.items()}
    return Left(sizes, leaks, len(messages), len(messages) - len(hidden))


def _in(data: bytes, sought: set[str]) -> Iterator[str]:
    for secret in sorted(sought):
        escaped = json.dumps(secret)[1:-1]
        forms = {secret, escaped, escaped.replace("\\", "\\\\")}
        if any(_holds(data, form) for form in forms):
            yield secret


def _holds(data: bytes, form: str) -> bool:
    written = form.encode()
    if written not in data:
        return False
    if len(form) >= SHORTEST:
        return True
    alone = re.compile(rb"(?<![0-9A-Za-z.])" + re.escape(written) + rb"(?![0-9A-Za-z])")
    return alone.search(_IDS.sub(b"", data)) is not None


def as_page(conversations: int, searches: Mapping[str, Left]) -> str:
    lines = [
        "# What is left of personal data after many conversations",
        "",
        f"`python -m benchmarks.personal.kept {conversations}`: in each conversation three messages with personal",
        "data are told to the assistant and to a person, who writes one of them back, searches the desk for another,",
        "and looks at a form that the user has filled in. Then all that is kept, shown or sent is searched for it.",
        "",
        "| desk | messages told | the masker does not know | left of the others |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {name} | {left.messages} | {left.unknown} | {len(left.leaks)} |" for name, left in searches.items()),
        "",
        "| searched | kB, built-in | kB, webhook |",
        "| --- | ---: | ---: |",
    ]
    names = sorted({place for left in searches.values() for place in left.places})
    lines += [f"| {name} | " + " | ".join(_size(left, name) for left in searches.values()) + " |" for name in names]
    return "\n".join(lines) + "\n"


def _size(left: Left, name: str) -> str:
    return f"{left.places[name] / 1000:,.0f}" if name in left.places else ""


def main(arguments: Sequence[str]) -> int:
    count = int(arguments[0]) if arguments else CONVERSATIONS
    searches: dict[str, Left] = {}
    for name, webhook, many in (("built-in", False, count), ("webhook", True, count // 5)):
        with tempfile.TemporaryDirectory() as folder:
            searches[name] = left_after(many, Path(folder), webhook=webhook)
        for place, secret in searches[name].leaks:
            print(f"{name}: {place}: {secret}")
    REPORT.write_text(as_page(count, searches), encoding="utf-8")
    print(f"written: {REPORT.relative_to(ROOT)}")
    return 1 if any(left.leaks for left in searches.values()) else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stderr}")
