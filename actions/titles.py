"""Titles and topics of the answers: from the current index, else from the metadata in the domain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from owner.live import answer_titles
from understanding.labels import answer_response, answers_among
from understanding.payload import ask


@dataclass(frozen=True)
class Title:
    """How an answer is offered. `top` is its place among the most asked questions, 0 for none; `topic_order` that of
    its topic in the menu.
    """

    id: str
    title: str
    topic: str
    topic_title: str
    top: int
    topic_order: int = 0

    @property
    def button(self) -> dict[str, str]:
        """A button that brings the answer."""
        return {"title": self.title, "payload": ask(self.id)}


def variation(domain: Mapping[str, Any], faq_id: str) -> Mapping[str, Any]:
    """Return the answer's first variation, which has all metadata that the others have; empty for an unknown answer."""
    variations: Sequence[Mapping[str, Any]] = domain.get("responses", {}).get(answer_response(faq_id)) or [{}]
    return variations[0]


def source_metadata(domain: Mapping[str, Any], faq_id: str) -> dict[str, Any]:
    """Return the metadata by which a message says which answer it is from."""
    metadata = dict(variation(domain, faq_id).get("metadata") or {})
    if shown := answer_titles().get(faq_id):
        metadata |= {"title": shown.title, "topic": shown.topic, "faq_lines": list(shown.lines[""])}
    return {name: metadata[name] for name in ("outcome", "faq_id", "faq_lines", "title", "topic") if name in metadata}


def titles(domain: Mapping[str, Any]) -> list[Title]:
    """Return the titles of all answers, by topic in the order of the menu."""
    answers = answers_among(domain.get("responses", {}).items())
    all_titles = [_title(id_, variations[0].get("metadata") or {}) for id_, variations in answers.items() if variations]
    return sorted(all_titles, key=lambda title: title.topic_order)


def _title(id_: str, trained: Mapping[str, Any]) -> Title:
    if shown := answer_titles().get(id_):
        return Title(id_, shown.title, shown.topic, shown.topic_title, shown.top, shown.topic_order)
    topic_names = {name: trained.get(name, "") for name in ("topic", "topic_title")}
    return Title(
        id_,
        trained.get("title", id_),
        **topic_names,
        top=trained.get("top", 0),
        topic_order=trained.get("topic_order", 0),
    )


def most_asked(all_titles: Sequence[Title]) -> list[Title]:
    """Return the titles that the catalog marks as most asked, most asked first."""
    return sorted((t for t in all_titles if t.top), key=lambda t: t.top)
