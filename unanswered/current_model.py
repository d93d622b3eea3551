"""Asks the present model about a message at the beginning of a conversation: its answer and the nearest ones."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from launch import environment, programs
from launch.model import present_path
from launch.publish.store import VersionStore
from owner.versions import published_folder
from suggest.judging import rank, ranker
from understanding.encoder import sentence_encoder
from understanding.gist import gist
from understanding.labels import CONTEXT, FAQ, bare, is_under
from understanding.trained import read_trained
from zh.fillers import to_the_point
from zh.fold import fold

NEAREST = 3

NOT_ANSWERED = frozenset({
    "", CONTEXT, "deny", "nlu_denied", "nlu_fallback", "nlu_gesture", "nlu_picture", "nlu_repeat", "nlu_unsure",
    "none_of_these", "out_of_scope",
})  # fmt: skip
"""Intents that are declined, or replied to with an offer."""

SEVERAL = "nlu_several"
"""Several requests in one message; each is answered."""

ONE_ANSWER = frozenset({FAQ, "nlu_by_city", "nlu_by_role", "nlu_handoff"})


@dataclass(frozen=True)
class NearAnswer:
    """An answer and how near it is: its confidence, 0 to 1."""

    id: str
    confidence: float


@dataclass(frozen=True)
class CurrentReply:
    """`answered`: a reply is given at once, by `answers` where the FAQ has it."""

    answered: bool
    answers: frozenset[str] = frozenset()


class CurrentModel(Protocol):
    """The model that is asked."""

    def ask(self, text: str) -> CurrentReply: ...

    def nearest(self, text: str) -> Sequence[NearAnswer]:
        """Return the three nearest answers, the nearest first."""

    def knows(self, text: str) -> bool:
        """Say whether it has been trained on this phrasing, however it is punctuated."""


class NoModel(Exception):
    """Nothing has been trained yet."""


def newest_model(root: Path) -> Path:
    """Return the model of the present content, else the newest of its versions: the content has been edited since.
    Of content that was never served the model that was made last may be another content's. Raises NoModel.
    """
    made = present_path(root)
    if made.is_file():
        return made
    versions = VersionStore(published_folder(root)).versions()
    if versions:
        return versions[-1].model
    models = sorted((root / "models").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        raise NoModel
    return models[-1]


class TrainedCurrentModel:
    """A model's file, asked as a server asks it. Raises understanding.trained's NotAModel."""

    def __init__(self, model: Path) -> None:
        trained = read_trained(model)
        self._taught = trained.questions
        self._ranker = ranker(trained, sentence_encoder())
        environment.prepare()
        programs.load_rasa()
        programs.errors_only()
        from rasa.core.agent import Agent

        self._agent = Agent.load(str(model))

    def ask(self, text: str) -> CurrentReply:
        return read_parsed(asyncio.run(self._agent.parse_message(text)))

    def nearest(self, text: str) -> Sequence[NearAnswer]:
        answers = [answer for answer in rank(self._ranker, text) if is_under(FAQ, answer.label)]
        return [NearAnswer(bare(answer.label), answer.confidence) for answer in answers[:NEAREST]]

    def knows(self, text: str) -> bool:
        return fold(gist(to_the_point(text))) in self._taught


def read_parsed(parsed: Mapping[str, Any]) -> CurrentReply:
    """Return what Rasa's parse data of a message come to."""
    intent = str((parsed.get("intent") or {}).get("name") or "")
    about = (parsed.get("context") or {}).get("about")
    if intent in ONE_ANSWER and about:
        return CurrentReply(True, frozenset({str(about)}))
    requests = parsed.get("requests") or () if intent == SEVERAL else ()
    return CurrentReply(intent not in NOT_ANSWERED, frozenset(map(bare, requests)))
