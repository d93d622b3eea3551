"""Measures FAQs without hand-written phrasings: the owner's and two other institutions', asked fresh questions.

    python -m benchmarks.understanding.new_faq

Of a new FAQ the assistant learns its own questions and answers, small talk, calls for a person and what no FAQ is
about; of the owner's also what is out of scope there. The peers learn questions with an answer alone, and answer
whatever comes first; NLP.js has a threshold. The FAQs in institutions/ and their questions were written by people who
had not seen the program. Figures are kept in var/bench/new-faq.json.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import converter
from benchmarks.understanding import peers
from benchmarks.understanding.learner import Example, Responses, learn
from benchmarks.understanding.questions import FRESH, OUT_OF_SCOPE, SETS, Question, load
from benchmarks.understanding.report import kind
from benchmarks.understanding.score import Reply, Result, ask_all, by, shares
from benchmarks.understanding.training_data import ROOT, training_data
from components.context.knowledge import AnswerFacts, Knowledge, knowledge
from converter.new_institution import fresh_catalog
from owner.folder import PROFILE_FILE, TALK
from owner.live import profile, using
from owner.profile import Profile
from owner.reading import read as read_profile
from understanding.labels import FAQ, answer_label, answer_response, bare, is_under

FILE = ROOT / "var/bench/new-faq.json"
INSTITUTIONS = Path(__file__).with_name("institutions")
OWNERS = ("out_of_scope.yml", "context.yml", "inform.yml")
"""Of data/nlu: what is taught of the owner beside phrasings."""


@dataclass(frozen=True)
class NewFaq:
    """What is learnt of a FAQ, and the questions it is asked."""

    name: str
    examples: Sequence[Example]
    known: Knowledge
    responses: Responses
    questions: Sequence[Question]
    profile: Profile


def everything() -> NewFaq:
    """The owner's FAQ with all that is taught, and the questions that came later."""
    data = training_data()
    questions = [q for name in FRESH for q in load(name) if q.style != "act"]
    examples = [(m.get("text"), m.get_full_intent()) for m in data.intent_examples]
    return NewFaq("owner, all phrasings", examples, knowledge(data.responses), data.responses, questions, profile())


def owner() -> NewFaq:
    """The owner's FAQ without data/nlu/faq."""
    data = training_data(folder="data/generated")
    further = [*_examples(TALK), *(one for name in OWNERS for one in _examples(f"data/nlu/{name}"))]
    questions = [q for name in (*SETS, *FRESH) for q in load(name) if q.style != "act"]
    examples = [*_examples("data/generated"), *further]
    return NewFaq("owner, no phrasings", examples, knowledge(data.responses), data.responses, questions, profile())


def institution(name: str) -> NewFaq:
    """The FAQ and the questions in institutions/<name>."""
    return new_faq(INSTITUTIONS / name, INSTITUTIONS / name / PROFILE_FILE)


def new_faq(folder: Path, profile_file: Path) -> NewFaq:
    """The FAQ and the questions in a folder, with the catalog that `make new` makes."""
    faq = (folder / "faq.txt").read_bytes()
    read = converter.read(faq, fresh_catalog(faq)[0])
    examples = [
        (learnt.phrasing.text, answer_label(answer.id))
        for answer in read.answers
        for learnt in answer.learnt
        if learnt.phrasing.taught
    ]
    answers = {a.id: AnswerFacts(a.record.topic, a.record.title) for a in read.answers if a.record}
    responses = {answer_response(a.id): [{"text": a.text}] for a in read.answers}
    by_line = {line: answer.id for answer in read.answers for line in answer.lines}
    rows = [line.split("\t") for line in (folder / "questions.tsv").read_text(encoding="utf-8").splitlines()]
    questions = [Question(by_line.get(int(line), OUT_OF_SCOPE), style, text) for line, style, text in rows]
    reading = read_profile(profile_file.read_text(encoding="utf-8"))
    if reading.profile is None:
        raise ValueError(reading.faults)
    taught = [*examples, *_examples(TALK)]
    return NewFaq(folder.name, taught, Knowledge(answers), responses, questions, reading.profile)


@lru_cache(maxsize=8)
def _examples(path: str) -> Sequence[Example]:
    return [(m.get("text"), m.get_full_intent()) for m in training_data(folder=path).intent_examples]


def ours(faq: NewFaq) -> Callable[[str], Reply]:
    return learn(faq.examples, faq.known, faq.responses)


def _peer(build: Callable[[peers.Examples], Callable[[str], Reply]]) -> Callable[[NewFaq], Callable[[str], Reply]]:
    return lambda faq: build(_answers(faq))


def _nlpjs(faq: NewFaq) -> Callable[[str], Reply]:
    return peers.nlpjs(_answers(faq), [question.text for question in faq.questions])


def _answers(faq: NewFaq) -> peers.Examples:
    return [(text, bare(label)) for text, label in faq.examples if is_under(FAQ, label)]


SYSTEMS: Mapping[str, Callable[[NewFaq], Callable[[str], Reply]]] = {
    "ours": ours,
    "tf-idf nearest neighbour": _peer(peers.nearest),
    "bm25": _peer(peers.bm25),
    "nlp.js": _nlpjs,
}


def measure() -> list[dict[str, object]]:
    """Return for each FAQ, system and kind of question the shares of what became of it."""
    found: list[dict[str, object]] = []
    for faq in (everything(), owner(), *(institution(folder.name) for folder in sorted(INSTITUTIONS.iterdir()))):
        with using(faq.profile):
            found += _measured(faq)
    return found


def _measured(faq: NewFaq) -> list[dict[str, object]]:
    return [
        {"faq": faq.name, "system": name, "kind": of, "n": len(group), **_shares(group)}
        for name, system in SYSTEMS.items()
        for of, group in sorted(by(ask_all(faq.questions, system(faq)), lambda r: kind(r.question)).items())
    ]


def _shares(group: Sequence[Result]) -> Mapping[str, float]:
    return {outcome.value: share for outcome, share in shares(group).items()}


def main() -> None:
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(measure(), ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
