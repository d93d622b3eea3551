"""Renders answers as training data and responses, one file per topic.

The same answers always give the same bytes.
"""

from collections.abc import Mapping, Sequence

from converter import render_context, render_titles
from converter.answers import Answer
from converter.catalog import Catalog
from converter.folding import fold
from converter.scalars import quoted
from converter.screenshots import asks_for_picture
from understanding.labels import WANTS_PICTURE, answer_label, answer_response

HEADER = """\
# Made by `python -m converter` from data/source/faq.txt and data/source/catalog.yml.
# Do not edit: change those and run it again. Further phrasings go to data/nlu/faq/{topic}.yml.
version: "3.1"

"""


def render(answers: Sequence[Answer], catalog: Catalog, most_asked: Sequence[str] = ()) -> Mapping[str, str]:
    """Return file name -> content. `most_asked`: ids of answers, most asked first.

    Each topic with answers has a file. Two more are for questions without a subject, and for titles and lines.
    """
    shared = {fold(s.question): s.answered_by for s in catalog.shared} | render_context.context_questions(catalog)
    ordered = _in_catalog_order(answers, catalog)
    files: dict[str, str] = {}
    for topic in catalog.topics:
        chosen = [a for a in ordered if a.record and catalog.topic_of(a.record) == topic]
        if chosen:
            nlu = "".join(_examples(answer, shared) for answer in chosen)
            responses = "".join(_response(answer, catalog) for answer in chosen)
            files[f"{topic}.yml"] = f"{HEADER.format(topic=topic)}nlu:\n{nlu}\nresponses:\n{responses}"
    if catalog.contexts:
        files[render_context.FILE] = render_context.render(catalog)
    return {**files, render_titles.FILE: render_titles.render(ordered, catalog, most_asked)}


def _in_catalog_order(answers: Sequence[Answer], catalog: Catalog) -> list[Answer]:
    rank = {record.id: at for at, record in enumerate(catalog.records)}
    return sorted((a for a in answers if a.record), key=lambda a: rank[a.id])


def examples(answer: Answer, shared: Mapping[str, str]) -> list[str]:
    """Return the training examples of an answer: its question lines as typed and their phrasings, each once.

    Those that another answer gives are left out (`shared`: fold -> id).
    """
    texts = [*answer.questions, *(item.phrasing.text for item in answer.learnt if item.phrasing.taught)]
    unique = {fold(text): text for text in reversed(texts)}
    return [text for key, text in reversed(unique.items()) if shared.get(key, answer.id) == answer.id]


def _examples(answer: Answer, shared: Mapping[str, str]) -> str:
    lines = "".join(f"    - {text}\n" for text in examples(answer, shared))
    # If all its questions belong to a context, its own ones stand only in data/nlu/faq/.
    return f"- intent: {answer_label(answer.id)}\n  examples: |\n{lines}" if lines else ""


def _response(answer: Answer, catalog: Catalog) -> str:
    """Return the response: the owner's text, then a variation for each role with a text of its own."""
    composed = [(c.text, role) for c in catalog.compositions if c.answer == answer.id for role in c.roles]
    variations = [_variation(answer, catalog, text, role) for text, role in [(answer.text, ""), *composed]]
    return f"  {answer_response(answer.id)}:\n" + "".join(variations)


def _variation(answer: Answer, catalog: Catalog, text: str, role: str) -> str:
    record = answer.record
    if record is None:
        raise ValueError(f"{answer.questions[0]} has no id")
    metadata = {
        "outcome": record.outcome,
        "faq_id": answer.id,
        "topic": catalog.topic_of(record),
        "asks": record.asks,
        "heeds": record.heeds,
        "page": record.page,
        "role": role,
        WANTS_PICTURE: "true" if asks_for_picture(text) else "",
    }
    lines = "".join(f"      {name}: {value}\n" for name, value in metadata.items() if value)
    condition = f"    condition: [{{type: slot, name: role, value: {role}}}]\n" if role else ""
    return f"  - text: {quoted(text)}\n{condition}    metadata:\n{lines}"
