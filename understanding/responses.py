"""Fills in responses: the sentences of the profile, and the answers with their titles and lines.

domain.yml and data/generated hold what is trained. Text that is only shown is filled in twice. Training fills it in, so
that the model is complete by itself; sending does, so that an edit takes effect without training.
"""

from collections.abc import Mapping
from typing import Any

from owner.profile import AnswerTitle, Profile
from understanding.labels import UTTER, bare_answer
from understanding.payload import ask, in_response

Variation = Mapping[str, Any]
Titles = Mapping[str, AnswerTitle]


def served_variation(name: str, variation: Variation, profile: Profile, titles: Titles) -> Variation:
    """Return one variation of the response `name` with the current texts filled in; unchanged if they are not known."""
    faq_id = bare_answer(name)
    if faq_id in titles:
        return {**variation, **_of_answer(variation, titles[faq_id], titles)}
    sentence = profile.sentences.get(name.removeprefix(UTTER))
    return {**variation, "text": str(sentence)} if sentence and name.startswith(UTTER) else variation


def _of_answer(variation: Variation, answer: AnswerTitle, titles: Titles) -> Variation:
    metadata = variation.get("metadata") or {}
    lines = answer.lines.get(str(metadata.get("role") or ""), answer.lines.get("", ()))
    shown = {
        "title": answer.title,
        "topic": answer.topic,
        "topic_title": answer.topic_title,
        "topic_order": answer.topic_order,
        "top": answer.top,
        "faq_lines": list(lines),
    }
    related = [id_ for id_ in answer.related if id_ in titles]
    buttons = [{"title": titles[id_].title, "payload": in_response(ask(id_))} for id_ in related]
    return {"metadata": {**metadata, **shown}, **({"buttons": buttons} if buttons else {})}


def is_shown(name: str, profile: Profile) -> bool:
    """Say whether the profile has what the response needs. For example, without cities nobody is asked for theirs."""
    return name.removeprefix(UTTER) in profile.sentences or not name.startswith(UTTER) or "/" in name
