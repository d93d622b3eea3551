"""What the answers' metadata say about how they are given (data/generated/, made from catalog.yml)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from owner.live import profile
from understanding.labels import answers_among, contexts_among
from zh.fold import fold


@dataclass(frozen=True)
class Known:
    """One answer: its topic, and what must be asked (`asks`) or is heeded if known (`heeds`): role or city.

    `behind_login`: only who can log in can do what it says; `before_approval`: it helps who is not approved yet;
    `sends_to`: the roles that it sends the user to.
    """

    topic: str = ""
    title: str = ""
    asks: str = ""
    heeds: str = ""
    promises_person: bool = False
    behind_login: bool = False
    before_approval: bool = False
    sends_to: Sequence[str] = ()

    @cached_property
    def folded_title(self) -> str:
        """The title as it is compared with what people type."""
        return fold(self.title)


@dataclass(frozen=True)
class Knowledge:
    """The answers by id; for each context (a question without a subject) what it may mean: answer id -> the topics
    and answers under discussion for which it does.
    """

    answers: Mapping[str, Known] = field(default_factory=dict)
    contexts: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    @cached_property
    def by_title(self) -> Mapping[str, Sequence[str]]:
        """Folded title -> the answers that have it; every message is looked up here."""
        found: dict[str, list[str]] = {}
        for id_, answer in self.answers.items():
            if answer.folded_title:
                found.setdefault(answer.folded_title, []).append(id_)
        return found

    def topic_of(self, id_: str) -> str:
        """Return the answer's topic, empty for an id that is no answer's."""
        return self.answers[id_].topic if id_ in self.answers else ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Knowledge":
        return cls({id_: Known(**known) for id_, known in data["answers"].items()}, data["contexts"])


def knowledge(responses: Mapping[str, Sequence[Mapping[str, Any]]]) -> Knowledge:
    """Read the metadata of each response's first variation."""
    metadata = {name: texts[0].get("metadata") or {} for name, texts in responses.items() if texts}
    said = answers_among((name, [str(one.get("text") or "") for one in texts]) for name, texts in responses.items())
    answers = {id_: _known(data, said[id_]) for id_, data in answers_among(metadata.items()).items()}
    contexts = {
        name: {id_: list(under) for id_, under in data["choices"].items() if id_ in answers}
        for name, data in contexts_among(metadata.items()).items()
    }
    return Knowledge(answers, contexts)


def _known(metadata: Mapping[str, Any], texts: Sequence[str]) -> Known:
    named = {name: str(metadata.get(name) or "") for name in ("topic", "title", "asks", "heeds")}
    return Known(
        **named,
        promises_person=metadata.get("outcome") == "handoff",
        before_approval=str(metadata.get("faq_id") or "") in profile().before_approval,
        behind_login=any(words in texts[0] for words in profile().behind_login),
        sends_to=[role.id for role in profile().roles if any(word in text for word in role.sends_to for text in texts)],
    )
