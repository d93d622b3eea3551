"""Knowledge: the facts about each answer from its metadata (data/generated/, made from catalog.yml)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

from owner.live import profile
from owner.profile import Role
from understanding.labels import answers_among, contexts_among
from understanding.last_answer import Letters
from zh.fold import fold
from zh.ngrams import pairs
from zh.passages import sentences

_STEP = "【"
"""Opens the name of a button or page in the owner's texts."""

_REVIEW = "审核"

NEAR = 4
"""Characters behind somebody's name in which stands what they do."""

SAME, IN_COMMON = 0.8, 0.6
"""Least overlap of two answers that say the same, in pairs of characters.

SAME: the share of the shorter one that is also in the longer one. IN_COMMON: the share of both together.
"""


@dataclass(frozen=True)
class AnswerFacts:
    """One answer. `asks`: role or city, which must be known; `heeds`: the same, used only if known.

    `behind_login`: it helps only users who can log in. `before_approval`: only users not approved yet.
    `sends_to`: the roles that it sends the user to, without a word of what to do there. `instructs`: the roles whom it
    tells where to click. `reviewed_by`: the roles that it says review. `alike`: the answers that say the same.
    `page`: the answer that says how to reach the page which this one speaks of.
    """

    topic: str = ""
    title: str = ""
    asks: str = ""
    heeds: str = ""
    page: str = ""
    promises_person: bool = False
    behind_login: bool = False
    before_approval: bool = False
    sends_to: Sequence[str] = ()
    instructs: Sequence[str] = ()
    reviewed_by: Sequence[str] = ()
    alike: Sequence[str] = ()

    @cached_property
    def folded_title(self) -> str:
        """The title in the form that is compared with messages."""
        return fold(self.title)


@dataclass(frozen=True)
class Knowledge:
    """`answers`: by id. `letters`: the letters of the answers. `meaning`: a sentence encoder is used if installed.

    `contexts`: for each context (a question without a subject) the answers it may mean, by id. Each has the topics and
    answers under discussion for which it is meant.
    """

    answers: Mapping[str, AnswerFacts] = field(default_factory=dict)
    contexts: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    letters: Letters = field(default_factory=Letters)
    meaning: bool = False

    @cached_property
    def by_title(self) -> Mapping[str, Sequence[str]]:
        """Folded title -> the answers with it. Cached, because every message is looked up here."""
        ids: dict[str, list[str]] = {}
        for id_, answer in self.answers.items():
            if answer.folded_title:
                ids.setdefault(answer.folded_title, []).append(id_)
        return ids

    def topic_of(self, id_: str) -> str:
        """Return the answer's topic; empty for an unknown id."""
        return self.answers[id_].topic if id_ in self.answers else ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Knowledge":
        answers = {id_: AnswerFacts(**facts) for id_, facts in data["answers"].items()}
        return cls(answers, data["contexts"], Letters(**data["letters"]), data["meaning"])


def knowledge(responses: Mapping[str, Sequence[Mapping[str, Any]]], *, meaning: bool = False) -> Knowledge:
    """Read the facts from the texts and the metadata of each response's first variation."""
    metadata = {name: texts[0].get("metadata") or {} for name, texts in responses.items() if texts}
    texts_by_id = answers_among(
        (name, [str(variation.get("text") or "") for variation in texts]) for name, texts in responses.items()
    )
    metadata_by_id = answers_among(metadata.items())
    alike = _alike({id_: texts_by_id[id_] for id_ in metadata_by_id})
    answers = {id_: replace(_facts(data, texts_by_id[id_]), alike=alike[id_]) for id_, data in metadata_by_id.items()}
    contexts = {
        name: {id_: list(under) for id_, under in data["choices"].items() if id_ in answers}
        for name, data in contexts_among(metadata.items()).items()
    }
    letters = Letters.of("".join([answers[id_].title, *texts]) for id_, texts in texts_by_id.items())
    return Knowledge(answers, contexts, letters, meaning)


def _alike(texts_by_id: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return for each answer the others that say the same."""
    words = {id_: pairs(fold("".join(dict.fromkeys(texts)))) for id_, texts in texts_by_id.items()}

    def say_the_same(first: str, second: str) -> bool:
        both = words[first], words[second]
        shared, every, least = len(both[0] & both[1]), len(both[0] | both[1]), min(map(len, both))
        return first != second and shared > 0 and shared >= max(SAME * least, IN_COMMON * every)

    return {id_: [other for other in words if say_the_same(id_, other)] for id_ in words}


def _facts(metadata: Mapping[str, Any], texts: Sequence[str]) -> AnswerFacts:
    named = {name: str(metadata.get(name) or "") for name in ("topic", "title", "asks", "heeds", "page")}
    return AnswerFacts(
        **named,
        promises_person=metadata.get("outcome") == "handoff",
        before_approval=str(metadata.get("faq_id") or "") in profile().before_approval,
        behind_login=any(words in texts[0] for words in profile().behind_login),
        sends_to=[role.id for role in profile().roles if any(_sends_to(role, text) for text in texts)],
        reviewed_by=[role.id for role in profile().roles if any(_reviews(role, text) for text in texts)],
        instructs=[role.id for role in profile().roles if any(_instructs(role, text) for text in texts)],
    )


def _sends_to(role: Role, text: str) -> bool:
    """Return whether a text sends the user to somebody in this role without a word of what they are to do there."""
    behind = [sentence.partition(word)[2] for sentence in sentences(text) for word in role.sends_to if word in sentence]
    return bool(behind) and not any(_STEP in words for words in behind)


def _reviews(role: Role, text: str) -> bool:
    behind = text.split(role.actor)[1:] if role.actor else []
    return any(_REVIEW in words[:NEAR] for words in behind)


def _instructs(role: Role, text: str) -> bool:
    """Return whether a text tells somebody in this role where to click: 联系原单位管理员，在【审核账户】…."""
    behind = [sentence.partition(role.actor)[2] for sentence in sentences(text)] if role.actor else []
    return any(_STEP in words[:NEAR] for words in behind)
