"""The answers' titles and topics, as the domain carries them in its responses' metadata."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PREFIX = "utter_faq/"


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
        payload = json.dumps({"faq_id": self.id})
        return {"title": self.title, "payload": f"/ask{payload}"}


def titles(domain: Mapping[str, Any]) -> list[Title]:
    """Return the titles of all answers, by topic in the order of the menu."""
    found = []
    for name, variations in domain.get("responses", {}).items():
        if name.startswith(PREFIX) and variations:
            known = variations[0].get("metadata", {})
            id_ = name.removeprefix(PREFIX)
            found.append(
                Title(
                    id_,
                    known.get("title", id_),
                    known.get("topic", ""),
                    known.get("topic_title", ""),
                    known.get("top", 0),
                    known.get("topic_order", 0),
                )
            )
    return sorted(found, key=lambda title: title.topic_order)


def most_asked(all_titles: Sequence[Title]) -> list[Title]:
    """Return the titles that the catalog marks as most asked, most asked first."""
    return sorted((t for t in all_titles if t.top), key=lambda t: t.top)
