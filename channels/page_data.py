"""What the chat page needs of the running assistant, as one small JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from understanding.labels import answers_among
from zh.pinyin import sounds


def page_data(
    responses: Mapping[str, Any], reasons: Sequence[str], embed_origins: Sequence[str], idle_minutes: int
) -> bytes:
    """Return {titles, reasons, embed_origins, idle_minutes}.

    `responses` are those of the loaded model's domain, so what is offered while one types is what can be answered.
    """
    data = {
        "titles": [
            {"title": title, "sounds": " ".join(sounds(title)), "top": top}
            for title, top in faq_titles(responses).items()
        ],
        "reasons": list(reasons),
        "embed_origins": list(embed_origins),
        "idle_minutes": idle_minutes,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def faq_titles(responses: Mapping[str, Any]) -> dict[str, int]:
    """Return the titles of all answers, each once, by topic in the order of the menu.

    With each stands its place among the questions asked most (`top` in catalog.yml), 0 if it is none of them.
    """
    answers = answers_among(responses.items()).values()
    known = [variations[0].get("metadata") or {} for variations in answers if variations]
    titled = [metadata for metadata in known if metadata.get("title")]
    in_order = sorted(titled, key=lambda metadata: metadata.get("topic_order", 0))
    top: dict[str, int] = {}
    for metadata in in_order:
        top.setdefault(str(metadata["title"]), int(metadata.get("top") or 0))
    return top
