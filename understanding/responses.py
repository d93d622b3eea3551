"""Responses as they are served: the sentences of the profile, and the answers with their titles and lines.

domain.yml and data/generated hold what is trained. What is only said or shown is filled in twice: in training, so that
the model is complete by itself, and when a response is given, so that an edit needs no training.
"""

from collections.abc import Mapping
from typing import Any

from owner.profile import AnswerTitle, Profile
from understanding.labels import UTTER, bare_answer
from understanding.payload import ask, in_response

Variation = Mapping[str, Any]
Titles = Mapping[str, AnswerTitle]


def served(name: str, variation: Variation, profile: Profile, titles: Titles) -> Variation:
    """Return one variation of the response `name` with what is shown now; unchanged where that is not known."""
    faq_id = bare_answer(name)
    if faq_id in titles:
        return {**variation, **_of_answer(variation, titles[faq_id], titles)}
    sentence = profile.sentences.get(name.removeprefix(UTTER))
    return {**variation, "text": str(sentence)} if sentence and name.startswith(UTTER) else variation


def _of_answer(variation: Variation, known: AnswerTitle, titles: Titles) -> Variation:
    metadata = variation.get("metadata") or {}
    lines = known.lines.get(str(metadata.get("role") or ""), known.lines.get("", ()))
    shown = {
        "title": known.title,
        "topic": known.topic,
        "topic_title": known.topic_title,
        "topic_order": known.topic_order,
        "top": known.top,
        "faq_lines": list(lines),
    }
    buttons = [{"title": titles[id_].title, "payload": in_response(ask(id_))} for id_ in known.related if id_ in titles]
    return {"metadata": {**metadata, **shown}, **({"buttons": buttons} if buttons else {})}


def is_shown(name: str, profile: Profile) -> bool:
    """Say whether the profile has what the response needs: questions for a role or a city may have no use."""
    return name.removeprefix(UTTER) in profile.sentences or not name.startswith(UTTER) or "/" in name
