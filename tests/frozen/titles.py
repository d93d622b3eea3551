"""What the page would be told if the frozen content had been trained: its titles, and the words that find them."""

from functools import lru_cache

import yaml

from channels.page_data import answerable_titles, page_data
from channels.page_words import taught_words
from converter.handwritten import asked_by_hand
from owner.live import ANSWERS, index_in
from tests.frozen.project import frozen_project
from tests.owner.builders import library
from understanding.labels import answer_label
from zh.fillers import to_the_point
from zh.fold import fold


@lru_cache(maxsize=1)
def frozen_page_data() -> bytes:
    root = frozen_project()
    generated = sorted((root / "data/generated").glob("*.yml"))
    parts = [yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in generated]
    responses = {name for part in parts for name in part.get("responses") or {}}
    titles = answerable_titles(
        index_in((root / "data/generated" / ANSWERS).read_text(encoding="utf-8")).titles, responses
    )
    asked = [
        question for name in ("generated", "nlu", "talk") for question in asked_by_hand(root / "data" / name, root)
    ]
    labels = {text.answer: answer_label(text.answer) if text.answer in titles else text.answer for text in asked}
    known = taught_words({fold(to_the_point(one.text)): labels[one.answer] for one in asked})
    return page_data(library().assistant, titles, [], [], 0, known)
