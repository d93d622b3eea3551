"""Answers -> training data and responses, as text, one file per topic. The same answers, the same bytes."""

from collections.abc import Mapping, Sequence

from converter.answers import Answer
from converter.catalog import Catalog
from zh.fold import fold

HEADER = """\
# Made by `python -m converter` from data/source/faq.txt and data/source/catalog.yml.
# Do not edit: change those and run it again. Further phrasings go to data/nlu/faq/{topic}.yml.
version: "3.1"

"""


def render(answers: Sequence[Answer], catalog: Catalog) -> Mapping[str, str]:
    """Return file name -> content for every topic that has an answer."""
    shared = {fold(s.question): s.answered_by for s in catalog.shared}
    files: dict[str, str] = {}
    for topic in catalog.topics:
        chosen = [a for a in _in_catalog_order(answers, catalog) if a.record and catalog.topic_of(a.record) == topic]
        if chosen:
            nlu = "".join(_examples(answer, shared) for answer in chosen)
            responses = "".join(_response(answer, catalog) for answer in chosen)
            files[f"{topic}.yml"] = f"{HEADER.format(topic=topic)}nlu:\n{nlu}\nresponses:\n{responses}"
    return files


def _in_catalog_order(answers: Sequence[Answer], catalog: Catalog) -> list[Answer]:
    rank = {record.id: at for at, record in enumerate(catalog.records)}
    return sorted((a for a in answers if a.record), key=lambda a: rank[a.id])


def examples(answer: Answer, shared: Mapping[str, str]) -> list[str]:
    """What the answer's questions teach: lines as typed and their phrasings, each once, without those that
    another answer gives (`shared`: fold -> id).
    """
    texts = [*answer.questions, *(item.phrasing.text for item in answer.learnt if item.phrasing.taught)]
    unique = {fold(text): text for text in reversed(texts)}
    return [text for key, text in reversed(unique.items()) if shared.get(key, answer.id) == answer.id]


def _examples(answer: Answer, shared: Mapping[str, str]) -> str:
    lines = "".join(f"    - {text}\n" for text in examples(answer, shared))
    return f"- intent: faq/{answer.id}\n  examples: |\n{lines}"


def _response(answer: Answer, catalog: Catalog) -> str:
    record = answer.record
    if record is None:
        raise ValueError(f"{answer.questions[0]} has no id")
    topic = catalog.topic_of(record)
    return (
        f"  utter_faq/{answer.id}:\n"
        f"  - text: {quoted(answer.text)}\n"
        f"    metadata:\n"
        f"      outcome: {record.outcome}\n"
        f"      faq_id: {answer.id}\n"
        f"      faq_lines: [{', '.join(map(str, answer.lines))}]\n"
        f"      title: {quoted(record.title)}\n"
        f"      topic: {topic}\n"
        f"      topic_title: {quoted(catalog.topics[topic])}\n"
        f"      topic_order: {list(catalog.topics).index(topic) + 1}\n"
        + (f"      top: {record.top}\n" if record.top else "")
    )


def quoted(text: str) -> str:
    """Return `text` as a double-quoted YAML scalar; Rasa would read braces as slots, so they are doubled."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + escaped.replace("{", "{{").replace("}", "}}") + '"'
