"""ModelReplies: asks a model for its replies to messages in this process, and remembers them in a file."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from launch.publish.store import write_json
from owner.live import showing
from owner.versions import View
from understanding.labels import bare

ANSWER, OFFER, OTHER = "answer", "offer", "other"

Rows = Mapping[str, Sequence[str]]
"""Replies by digests of the messages, as they are remembered: the kind, then `of`."""


class ModelReply(NamedTuple):
    """`kind`: answer, offer or other. `of`: ids of the answers given or offered, else the intent."""

    kind: str
    of: tuple[str, ...]


class ModelReplies:
    """`memory`: a file with the model's replies by digests of the messages; it holds no text."""

    def __init__(self, model: Path, view: View, memory: Path) -> None:
        self._model, self._view, self.memory = model, view, memory
        self._remembered: dict[str, Sequence[str]] = {}
        self._agent: Any = None
        with suppress(OSError, ValueError):
            self._remembered = dict(json.loads(self.memory.read_text(encoding="utf-8")))

    def reply(self, text: str) -> ModelReply | None:
        """Return the model's reply to the text; None if it was not asked."""
        if (row := self._remembered.get(_key(text))) is None:
            return None
        kind, *of = row
        return ModelReply(str(kind), tuple(map(str, of)))

    def lacks(self, texts: Iterable[str]) -> list[str]:
        """Return the texts that the model was not asked."""
        return [text for text in texts if self.reply(text) is None]

    def load(self) -> None:
        """Load the model. Raises Rasa's errors."""
        from rasa.core.agent import Agent

        with showing(self._view):
            self._agent = Agent.load(str(self._model))

    def ask(self, texts: Sequence[str]) -> Rows:
        """Ask the texts that were not asked, each as the first of a conversation; return the new replies.

        Raises Rasa's errors.
        """
        if not (missing := self.lacks(texts)):
            return {}
        with showing(self._view):
            replies = [reply(parsed) for parsed in self._parse(missing)]
        rows = {
            _key(text): [model_reply.kind, *model_reply.of] for text, model_reply in zip(missing, replies, strict=True)
        }
        self.learn(rows)
        return rows

    def learn(self, rows: Rows) -> None:
        """Take up replies that the same model gave in another process."""
        self._remembered.update(rows)

    def _parse(self, texts: Sequence[str]) -> Iterable[Mapping[str, Any]]:
        """Parse all together, which Rasa's graph can do, and its agent can't."""
        from rasa.core.channels.channel import UserMessage
        from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
        from rasa.shared.core.trackers import DialogueStateTracker

        processor, no_talk = self._agent.processor, DialogueStateTracker.from_events("preview", [])
        target = processor.model_metadata.nlu_target
        messages = [UserMessage(text.lstrip("/ ")) for text in texts]
        outputs = processor.graph_runner.run({PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: no_talk}, [target])
        return [message.as_dict(only_output_properties=True) for message in outputs[target]]

    def remember(self) -> None:
        """Write the memory."""
        # If the disk is full, they are asked again next time.
        with suppress(OSError):
            self.memory.parent.mkdir(exist_ok=True)
            write_json(self.memory, self._remembered)


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
