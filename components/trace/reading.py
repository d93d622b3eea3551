"""Collects what the pipeline found in a message, as data that can be written as JSON."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypedDict

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import ClassifiedMessage, Resolution
from components.trace.hiding import hiding
from understanding.gist import placeless
from understanding.labels import FAQ, answer_label, bare, is_under
from understanding.ranking import LookedUp, Ranked
from zh.places import Place, elsewhere, find_places, is_visited
from zh.reading import Act, Clause
from zh.reading_words import any_word
from zh.roles import RoleReading, find_role
from zh.states import states

PROPERTY = "reading"
"""The key of the reading in the output of the pipeline."""

LIKELIEST = 3

WORTH_SHOWING = 0.01
"""Least confidence of a label that is shown among the likeliest."""

PRESSED = "pressed"
"""The step named for a button's payload."""


class TracedLabel(TypedDict):
    """A label, its answer's title if it is one, its confidence (0 to 1), and whether that is enough to act on."""

    label: str
    title: str
    confidence: float
    clear: bool


class Mention(TypedDict):
    """A role or a place. `whose`: user, another, visited, denied, or unused if the words do not say."""

    name: str
    whose: str


class ClauseRead(TypedDict):
    """`denies`: the matter it denies or returns to; `about`: its best label, None if it was not looked up by itself."""

    text: str
    act: str
    denies: str
    about: TracedLabel | None
    role: Mention | None
    places: list[Mention]
    taken_out: bool


class TracedContext(TypedDict):
    """The conversation before the message. Answers are named by their titles."""

    asked: str
    waiting: str
    discussed: str
    topic: str
    role: str
    city: str
    states: list[str]
    misses: int
    buttons: int
    handed_over: bool


class MessageRead(TypedDict):
    """`question`: the part of the message that was looked up; `intent`: its intent outside the conversation.
    `in_topic`: the likeliest answers under the topic that is talked about.

    `by`: the step of components/context/resolve.py that decided; `becomes`: the intent within the conversation.
    """

    text: str
    clauses: list[ClauseRead]
    question: str
    likeliest: list[TracedLabel]
    in_topic: list[TracedLabel]
    denied: list[TracedLabel]
    requests: list[TracedLabel]
    states: list[str]
    intent: str
    context: TracedContext
    by: str
    becomes: str
    answer: str
    choices: list[str]
    role: str
    city: str


def message_read(
    message: ClassifiedMessage,
    looked_up: LookedUp | None,
    requests: Sequence[str],
    talk: Conversation,
    knowledge: Knowledge,
    resolution: Resolution,
) -> MessageRead:
    """Return how a message was read; a button's payload has no `looked_up`."""
    hide = hiding(message.text)
    naming = _Naming(knowledge, looked_up)
    whole = looked_up.rankings.get(looked_up.whole, ()) if looked_up else ()
    in_topic = [Ranked(answer_label(scored.name), scored.confidence) for scored in message.in_topic]
    entities = resolution.entities
    return {
        "text": hide(message.text),
        "clauses": [naming.clause(clause, hide) for clause in message.reading.clauses] if looked_up else [],
        "question": hide(looked_up.whole) if looked_up else "",
        "likeliest": naming.likeliest(whole),
        "in_topic": naming.likeliest(in_topic),
        "denied": naming.labels(message.denied, naming.clear_at),
        "requests": naming.labels(requests, naming.request_at),
        "states": sorted(states(message.text)),
        "intent": message.intent or "",
        "context": _context(talk, naming),
        "by": resolution.by or PRESSED,
        "becomes": resolution.intent or message.intent or "",
        "answer": naming.answer(resolution.answer or ""),
        "choices": [naming.answer(id_) for id_ in resolution.choices],
        "role": entities["role"].value if "role" in entities else "",
        "city": entities["city"].value if "city" in entities else "",
    }


def _context(talk: Conversation, naming: "_Naming") -> TracedContext:
    return {
        "asked": talk.expects or "",
        "waiting": naming.answer(talk.waiting.about) if talk.waiting else "",
        "discussed": naming.answer(talk.discussed or ""),
        "topic": talk.topic or "",
        "role": talk.role or "",
        "city": talk.city or "",
        "states": sorted(talk.states),
        "misses": talk.misses,
        "buttons": len(talk.buttons),
        "handed_over": talk.handed_over or talk.with_person,
    }


class _Naming:
    """Names answers by their titles and finds the best label of each clause."""

    def __init__(self, knowledge: Knowledge, looked_up: LookedUp | None) -> None:
        self._knowledge = knowledge
        self._looked_up = looked_up
        self.clear_at = looked_up.clear_at if looked_up else 0.0
        self.request_at = looked_up.request_at if looked_up else 0.0

    def answer(self, id_: str) -> str:
        facts = self._knowledge.answers.get(id_)
        return f"{facts.title}（{id_}）" if facts and facts.title else id_

    def about(self, ranked: Ranked, sure: float) -> TracedLabel:
        title = self.answer(bare(ranked.label)) if is_under(FAQ, ranked.label) else ""
        clear = ranked.confidence >= sure
        return {"label": ranked.label, "title": title, "confidence": round(float(ranked.confidence), 3), "clear": clear}

    def likeliest(self, ranking: Sequence[Ranked]) -> list[TracedLabel]:
        """Return the first labels of a ranking, without those that are hardly likely."""
        shown = [ranked for ranked in ranking[:LIKELIEST] if ranked.confidence >= WORTH_SHOWING]
        return [self.about(ranked, self.clear_at) for ranked in shown]

    def labels(self, labels: Iterable[str], sure: float) -> list[TracedLabel]:
        """Return the labels with their confidences from any ranking of the message; 1.0 if none has them."""
        rankings = self._looked_up.rankings.values() if self._looked_up else ()
        by_label = {ranked.label: ranked for ranking in rankings for ranked in ranking}
        return [self.about(by_label.get(label, Ranked(label, 1.0)), sure) for label in labels]

    def clause(self, clause: Clause, hide: Callable[[str], str]) -> ClauseRead:
        return {
            "text": hide(clause.text),
            "act": clause.act.value,
            "denies": hide(clause.about),
            "about": self._of(clause),
            "role": _role(clause),
            "places": [_place(clause, place) for place in find_places(clause.text)],
            "taken_out": not self._is_looked_up(clause),
        }

    def _of(self, clause: Clause) -> TracedLabel | None:
        if self._looked_up is None:
            return None
        best, whole = self._looked_up.best, self._looked_up.whole
        for text in (clause.about, clause.text):
            plain = placeless(text)
            looked_up = [key for key in (plain, text, *self._looked_up.parts) if plain and plain in key and key in best]
            if looked_up:
                sure = self.clear_at if looked_up[0] == whole else self.request_at
                return self.about(best[looked_up[0]], sure)
        return None

    def _is_looked_up(self, clause: Clause) -> bool:
        about = clause.about if clause.act is Act.RETURNS else clause.text
        return self._looked_up is not None and placeless(about) in self._looked_up.whole


def _role(clause: Clause) -> Mention | None:
    if clause.role:
        return {"name": clause.role.role, "whose": "user"}
    named = find_role(clause.text, RoleReading.ANSWERED)
    return {"name": named.role, "whose": "unused"} if named else None


def _place(clause: Clause, place: Place) -> Mention:
    name = f"{place.name}（{'、'.join(place.cities) or elsewhere()}）" if place.cities != (place.name,) else place.name
    if any(own.name == place.name for own in clause.places):
        return {"name": name, "whose": "user"}
    if any_word("others").search(clause.text):
        return {"name": name, "whose": "another"}
    return {"name": name, "whose": "visited" if is_visited(clause.text, place) else "denied"}
