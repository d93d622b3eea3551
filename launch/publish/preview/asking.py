"""ModelReplies: asks a model for its replies to messages in this process, and remembers them in a file."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from launch.publish.store import write_json
from owner.live import showing
from owner.versions import View
from understanding.labels import bare

ANSWER, OFFER, OTHER = "answer", "offer", "other"


class ModelReply(NamedTuple):
    """`kind`: answer, offer or other. `of`: ids of the answers given or offered, else the intent."""

    kind: str
    of: tuple[str, ...]


class ModelReplies:
    """`memory`: a file with the model's replies by digests of the messages; it holds no text."""

    def __init__(self, model: Path, view: View, memory: Path) -> None:
        self._model, self._view, self._memory = model, view, memory
        self._known: dict[str, list[Any]] = {}
        self._agent: Any = None
        self.recall()

    def recall(self) -> None:
        """Read the remembered replies, including those of another process."""
        with suppress(OSError, ValueError):
            self._known = dict(json.loads(self._memory.read_text(encoding="utf-8")))

    def reply(self, text: str) -> ModelReply | None:
        """Return the model's reply to the text; None if it was not asked."""
        if (found := self._known.get(_key(text))) is None:
            return None
        kind, *of = found
        return ModelReply(str(kind), tuple(map(str, of)))

    async def ask(self, texts: Iterable[str], until: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Ask the texts in order, each as the first of a conversation, and remember the replies.

        `until`: when to stop, by the clock. Raises Rasa's errors.
        """
        with showing(self._view):
            for text in texts:
                if clock() > until:
                    break
                if self.reply(text) is None:
                    found = reply(await self._parse(text))
                    self._known[_key(text)] = [found.kind, *found.of]
        self._remember()

    async def _parse(self, text: str) -> Mapping[str, Any]:
        if self._agent is None:
            from rasa.core.agent import Agent

            self._agent = Agent.load(str(self._model))
        parsed: Mapping[str, Any] = await self._agent.parse_message(text.lstrip("/ "))
        return parsed

    def _remember(self) -> None:
        # If the disk is full, they are asked again next time.
        with suppress(OSError):
            self._memory.parent.mkdir(exist_ok=True)
            write_json(self._memory, self._known)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def reply(parsed: Mapping[str, Any]) -> ModelReply:
    """Return the assistant's reply to a message from its parse result."""
    context = parsed.get("context") or {}
    several = [bare(str(label)) for label in parsed.get("requests") or ()]
    if several:
        return ModelReply(ANSWER, tuple(several))
    if context.get("about"):
        return ModelReply(ANSWER, (str(context["about"]),))
    if context.get("choices"):
        return ModelReply(OFFER, tuple(map(str, context["choices"])))
    return ModelReply(OTHER, (str((parsed.get("intent") or {}).get("name") or ""),))
