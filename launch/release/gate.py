"""Gate: tests a model with questions whose answers are known, before it is tried in service."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from launch import programs
from owner.folder import GENERATED, content_folder
from understanding.labels import FAQ, bare, is_under

FILE = "gate.yml"
"""In the content folder. If it is missing, only the FAQ's own questions are asked."""

Question = tuple[str, str | None]
"""A message and the id of the expected answer, None if no answer is expected."""


@dataclass(frozen=True)
class Gate:
    """Shares from 0 to 1; questions by the id of their answer."""

    known_right_at_least: float = 0.98
    questions_right_at_least: float = 0.0
    questions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    out_of_scope_answered_at_most: int = 0
    out_of_scope: Sequence[str] = ()


@dataclass(frozen=True)
class Mistake:
    question: str
    expected: str | None
    answered: str | None


def read_gate(content: Path | None = None) -> Gate:
    """Return the gate of the content, by default of the one that is served."""
    file = (content or content_folder()) / FILE
    return Gate(**yaml.safe_load(file.read_text(encoding="utf-8"))) if file.is_file() else Gate()


def known_questions(content: Path | None = None) -> list[Question]:
    """Return the FAQ's own questions."""
    questions: list[Question] = []
    for file in sorted(((content or content_folder()) / GENERATED).glob("*.yml")):
        for intent in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("nlu", ()):
            if is_under(FAQ, intent["intent"]):
                examples = [line.removeprefix("- ").strip() for line in intent["examples"].splitlines()]
                questions += [(example, bare(intent["intent"])) for example in examples]
    return questions


def further_questions(gate: Gate) -> list[Question]:
    return [(text, id_) for id_, texts in gate.questions.items() for text in texts]


def objections(gate: Gate, faq_questions: Sequence[Question], answers: Mapping[str, str | None]) -> list[str]:
    """Return the reasons against the model, in Chinese; `answers`: the answer id for each message."""
    reasons = []
    originals = ("常见问题原话", faq_questions, gate.known_right_at_least)
    others = ("另外的问法", further_questions(gate), gate.questions_right_at_least)
    for name, questions, least in (originals, others):
        wrong = [Mistake(text, id_, answers[text]) for text, id_ in questions if answers[text] != id_]
        right = 1 - len(wrong) / len(questions) if questions else 0.0
        if right < least:
            reasons.append(f"{name}答对 {right:.0%}，要求 {least:.0%}；答错的有：{_listed(wrong)}")
    answered = [Mistake(text, None, answers[text]) for text in gate.out_of_scope if answers[text] is not None]
    most = gate.out_of_scope_answered_at_most
    if len(answered) > most:
        reasons.append(
            f"无关的问题答了 {len(answered)} 个，最多 {most} 个：{_listed(answered)}。"
            "把这些话写进 data/nlu/out_of_scope.yml，或把那个答案的问法写具体些"
        )
    return reasons


def _listed(mistakes: Sequence[Mistake], most: int = 10) -> str:
    listed = "、".join(f"“{mistake.question}”→{mistake.answered or '不答'}" for mistake in mistakes[:most])
    return listed + (" 等" if len(mistakes) > most else "")


def examine(model: Path, gate: Gate) -> list[str]:
    """Return the reasons against the model. Needs Rasa, and the project's folder as the working directory."""
    faq_questions = known_questions()
    texts = [text for text, _ in (*faq_questions, *further_questions(gate))] + [*gate.out_of_scope]
    try:
        answers = asyncio.run(_answers(model, texts))
    except Exception as error:  # Rasa raises many kinds for a broken model
        return [f"模型 {model.name} 用不了（{type(error).__name__}）"]
    return objections(gate, faq_questions, answers)


async def _answers(model: Path, texts: Sequence[str]) -> dict[str, str | None]:
    programs.load_rasa()
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    return {text: answer_of(await agent.parse_message(text)) for text in texts}


def answer_of(parsed: Mapping[str, Any]) -> str | None:
    """Return the id of the answer to a message in a new conversation, at once or after asking for the role."""
    about: str | None = parsed["context"]["about"]
    return about
