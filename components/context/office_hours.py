"""Resolves a question about the institution's own hours by its FAQ: 你们中午休息吗.

The assistant is taught such questions as ones about the people at its desk, since many a FAQ says nothing of hours.
"""

from components.context.asked_for import give_as_named
from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.resolution import FALLBACK, STAFF, UNSURE, ClassifiedMessage, Resolution, Scored
from zh.reading_words import any_word

CLEARLY = 0.5
"""From this share of the confidence of all answers on, the answer about hours is meant; below it, it is offered."""

FEWEST, MOST = 2, 3
"""So many answers are offered."""

PERIODS = ("noon", "evening", "weekend", "holidays")


def office_hours(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Give, or offer, an answer about hours; None where the desk's people are meant (人工几点上班)."""
    if talk.handed_over or not _asks_hours(message):
        return None
    answers = [answer for answer in message.answers if answer.name in knowledge.answers]
    about = _about(message.text, answers, knowledge)
    if not about:
        return None
    plain = _plain(about, knowledge)
    if plain or _share(about[0], answers) >= CLEARLY:
        return give_as_named((plain or about[0]).name, message, talk, knowledge)
    beside = [answer for answer in answers if answer not in about][: FEWEST - min(FEWEST, len(about))]
    return Resolution(UNSURE, choices=tuple(answer.name for answer in (*about[:MOST], *beside)))


def _asks_hours(message: ClassifiedMessage) -> bool:
    """Say whether it asks for the institution's hours. Taken for something strange, it must name nothing else."""
    reading = message.reading
    if reading.has("desk_people") or not reading.has("asking_hours"):
        return False
    return message.intent == STAFF or (message.intent == FALLBACK and not _rest(message.text))


def _rest(text: str) -> str:
    return any_word("around_hours").sub("", any_word("asking_hours").sub("", text))


def _about(text: str, answers: list[Scored], knowledge: Knowledge) -> list[Scored]:
    """Return the answers about hours, those first that name the period asked for; not those of another period."""
    ranked = {answer.name for answer in answers}
    every = [*answers, *(Scored(id_, 0.0) for id_ in knowledge.answers if id_ not in ranked)]
    titles = {answer: knowledge.answers[answer.name].title for answer in every}
    telling = [answer for answer in every if _tells_hours(titles[answer])]
    periods = _periods(text)
    fitting = [answer for answer in telling if _periods(titles[answer]) <= periods]
    return sorted(fitting, key=lambda answer: -len(_periods(titles[answer])))


def _tells_hours(title: str) -> bool:
    """Say whether a title is about hours; 闭馆后如何还书 is not."""
    matches = any_word("office_hours").finditer(title)
    return any(not any_word("beside_hours").match(title, match.end()) for match in matches)


def _plain(about: list[Scored], knowledge: Knowledge) -> Scored | None:
    """Return the only answer, of those that fit best, whose title names nothing but hours: 开馆时间是几点."""
    titles = {answer: knowledge.answers[answer.name].title for answer in about}
    most = len(_periods(titles[about[0]]))
    plain = [answer for answer in about if len(_periods(titles[answer])) == most and not _rest(titles[answer])]
    return plain[0] if len(plain) == 1 else None


def _periods(text: str) -> set[str]:
    return {period for period in PERIODS if any_word(period).search(text)}


def _share(answer: Scored, answers: list[Scored]) -> float:
    return answer.confidence / max(sum(each.confidence for each in answers), 1e-9)
