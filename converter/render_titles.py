"""Renders the index of answers: the title of each, and its lines of the FAQ.

One file has both, because neither is trained: an edit of the FAQ shifts all lines that follow.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from converter.answers import Answer
from converter.catalog import Catalog
from owner.live import ANSWERS

FILE = ANSWERS


def render(answers: Sequence[Answer], catalog: Catalog, most_asked: Sequence[str] = ()) -> str:
    """Return the content of the file, an answer a line. `most_asked`: ids, most asked first."""
    lines = {answer.id: answer.lines for answer in answers}
    rows = ",\n".join(f"{_json(answer.id)}: {_json(_row(answer, lines, catalog, most_asked))}" for answer in answers)
    return f'{{"renamed": {_json(dict(catalog.renamed))}, "answers": {{\n{rows}\n}}}}\n'


def _row(
    answer: Answer, lines: Mapping[str, Sequence[int]], catalog: Catalog, most_asked: Sequence[str]
) -> dict[str, object]:
    record = answer.record
    if record is None:
        raise ValueError(f"{answer.questions[0]} has no id")
    topic = catalog.topic_of(record)
    row: dict[str, object] = {
        "title": record.title,
        "topic": topic,
        "topic_title": catalog.topics[topic],
        "topic_order": list(catalog.topics).index(topic) + 1,
        "top": most_asked.index(answer.id) + 1 if answer.id in most_asked else 0,
        # A deleted answer is left out; the checks name it.
        "related": [id_ for id_ in record.related if id_ in lines],
        "lines": {"": list(answer.lines), **dict(_by_role(answer, lines, catalog))},
    }
    return {name: value for name, value in row.items() if value}


def _by_role(
    answer: Answer, lines: Mapping[str, Sequence[int]], catalog: Catalog
) -> Iterable[tuple[str, Sequence[int]]]:
    for composition in catalog.compositions:
        if composition.answer == answer.id:
            sources = {line for piece in composition.pieces for line in (*lines[piece.source], *answer.lines)}
            for role in composition.roles:
                yield role, sorted(sources)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
