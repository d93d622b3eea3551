"""Formats a turn as Chinese lines for a terminal."""

from collections.abc import Iterator

from components.trace.layout import lines
from explain.assistant import BotMessage, ExplainedTurn


def as_text(message: str, turn: ExplainedTurn) -> str:
    """Return how the message was read and what was answered; buttons have the numbers to type."""
    number, answers = 1, []
    for answer in turn.answers:
        answers += list(_answer(answer, number))
        number += len(answer.buttons)
    return "\n".join([f"用户：{message}", *(f"  {line}" for line in lines(turn.read)), *answers, ""])


def _answer(answer: BotMessage, first: int) -> Iterator[str]:
    about = [str(answer.metadata[name]) for name in ("outcome", "faq_id") if answer.metadata.get(name)]
    from_lines = "、".join(map(str, answer.metadata.get("faq_lines") or ()))
    yield f"助手：{answer.text}〔{'，'.join([*about, *([f'FAQ 第 {from_lines} 行'] if from_lines else [])])}〕"
    for number, button in enumerate(answer.buttons, first):
        yield f"      {number}. {button.title}"
