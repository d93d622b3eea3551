"""Puts the role or place of a row into its question where only that tells two answers apart.

The FAQ's text form has no columns for them. Elsewhere a question keeps its words, and a remark says who is answered.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from converter.answers import Answer
from converter.folding import fold
from converter.importing.items import Addressee, Candidate, Doubt, Recognised, shortened
from converter.importing.rewriting import bare

_OF_ONESELF = re.compile(r"[我俺咱]")
_COLUMN = {"role": "角色", "place": "地市"}
_AS_SPOKEN = {"role": "我是", "place": "我在"}
_ASKED_FIRST = {
    "role": "要助手先问用户是哪种角色再答的，在 data/source/catalog.yml 的 roles 里写，见 docs/guide/role.md",
    "place": "要助手先问用户在哪里的，见 docs/guide/city.md",
}


def distinguish(recognised: Recognised, answers: Iterable[Answer] = ()) -> None:
    """Complete the questions that have another answer, too, in the files or in `answers`, and say so."""
    texts = _texts(recognised.candidates, answers)
    unchanged: dict[Addressee, list[str]] = defaultdict(list)
    for at, candidate in enumerate(recognised.candidates):
        for addressed in candidate.addressed:
            candidate, doubts = _completed(candidate, addressed, texts)
            recognised.doubts += doubts
            if not doubts and not any(addressed.name in question for question in candidate.questions):
                unchanged[replace(addressed, place=None)].append(candidate.questions[0])
        recognised.candidates[at] = candidate
    recognised.remarks += [_as_written(addressed, questions) for addressed, questions in unchanged.items()]


def _texts(candidates: Iterable[Candidate], answers: Iterable[Answer]) -> Mapping[str, Set[str]]:
    texts: dict[str, set[str]] = defaultdict(set)
    for questions, text in [
        *((candidate.questions, candidate.answer) for candidate in candidates),
        *((answer.questions, answer.text) for answer in answers),
    ]:
        for question in questions:
            texts[fold(question)].add(bare(text))
    return texts


def _completed(
    candidate: Candidate, addressed: Addressee, texts: Mapping[str, Set[str]]
) -> tuple[Candidate, list[Doubt]]:
    own = bare(candidate.answer)
    written = {
        question: _with(addressed, question)
        for question in candidate.questions
        if addressed.name not in question and texts[fold(question)] - {own}
    }
    questions = tuple(written.get(question, question) for question in candidate.questions)
    return replace(candidate, questions=questions), list(_doubts(addressed, written))


def _doubts(addressed: Addressee, written: Mapping[str, str]) -> Iterator[Doubt]:
    for question, new in written.items():
        if addressed.place is not None:
            what = (
                f"“{shortened(question)}”写成了“{shortened(new)}”：同一个问题另有答案，写明“{addressed.name}”才分得开"
            )
            yield Doubt(addressed.place, what, _ASKED_FIRST[addressed.kind])


def _with(addressed: Addressee, question: str) -> str:
    spoken = f"{_AS_SPOKEN[addressed.kind]}{addressed.name}，" if _OF_ONESELF.match(question) else addressed.name
    return f"{spoken}{question}"


def _as_written(addressed: Addressee, questions: list[str]) -> str:
    column, (first, *_) = _COLUMN[addressed.kind], questions
    return (
        f"{column}“{addressed.name}”没有写进问题：{len(questions)} 个问题照原样写（“{shortened(first)}”"
        f"{'等' * (len(questions) > 1)}），谁问都答；只该答“{addressed.name}”的，在文件里把问题写成"
        f"“{shortened(_with(addressed, first))}”这样"
    )
