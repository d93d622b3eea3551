"""Fills in responses: the sentences of the profile, and the answers with their titles and lines.

domain.yml and data/generated hold what is trained. Text that is only shown is filled in twice. In training it makes the
model complete by itself; when a response is given it makes an edit work without training.
"""

from collections.abc import Mapping
from typing import Any

from owner.profile import AnswerTitle, Profile
from understanding.labels import UTTER, bare_answer
from understanding.payload import ask, in_response

Variation = Mapping[str, Any]
Titles = Mapping[str, AnswerTitle]


def served(name: str, variation: Variation, profile: Profile, titles: Titles) -> Variation:
    """Return one variation of the response `name` with the current texts filled in; unchanged if they are not known."""
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
    """Say whether the profile has what the response needs. For example, without cities nobody is asked for theirs."""
    return name.removeprefix(UTTER) in profile.sentences or not name.startswith(UTTER) or "/" in name
