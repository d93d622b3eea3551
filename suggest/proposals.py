"""Proposes phrasings for an answer from carrier phrases, neighbours and real messages, the most useful first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from converter.checks.negatives import collisions
from converter.checks.questions import PlacedQuestion
from suggest.carriers import carriers, lend
from suggest.closeness import LEAST as LEAST_CLOSE
from suggest.closeness import OF_FEW, closeness
from suggest.content import Content, TaughtAnswer
from suggest.exchanging import FEW, endings, exchange
from suggest.fluency import LEAST as LEAST_FLUENT
from suggest.fluency import fluency
from suggest.judging import CARRIER, MESSAGE, NEIGHBOUR, Idea, Judge, Proposal
from suggest.messages import RealMessage
from suggest.neighbours import nearness, swap
from suggest.subjects import Subjects, subjects
from understanding.encoder import SentenceEncoder
from understanding.labels import answer_label
from zh.fillers import to_the_point
from zh.fold import fold

MOST = 12
"""Fewer and good ones: nobody reads a long list to its end."""

LEAST = 0.01
"""The least use of a proposal."""

SUBJECTS = 6
"""How many of the answer's subjects get phrases of other answers."""

JUDGED = 80
"""How many ideas of a kind the model judges, the best fitting ones; each takes 10 ms."""

OF_A_QUESTION = 4
"""How many ideas with other endings each own phrasing has."""

MESSAGES = 1_500
"""How many different messages the model judges, the most frequent ones."""

NEAR = 4
"""A message is near the first so many answers of its ranking."""

ALIKE = 2
"""The most proposals from one carrier or one phrasing of a neighbour."""


def propose(
    id_: str, content: Content, judge: Judge, encoder: SentenceEncoder | None, messages: Sequence[RealMessage]
) -> list[Proposal]:
    """Return at most MOST proposals for the answer, the most useful first."""
    about = subjects(content)
    ideas = [*_from_answers(id_, content, about, encoder), *_from_messages(id_, content, judge, messages)]
    unique = {fold(to_the_point(idea.text)): idea for idea in reversed(ideas)}
    own = set(content.answers[id_].folds)
    wanted = [idea for folded, idea in reversed(unique.items()) if folded and folded not in own]
    judged = sorted(judge.judge(_of_nobody_else(id_, wanted, content)), key=_useful)
    open_ = (each for each in judged if each.taught_to or (each.use >= LEAST and not _is_understood(id_, each)))
    return [*_unlike(open_)][:MOST]


def _is_understood(id_: str, proposal: Proposal) -> bool:
    """Return whether the present model gives this answer for it already, so that teaching it brings nothing."""
    return proposal.winner == id_ and not proposal.offered


def _useful(proposal: Proposal) -> tuple[bool, float, str]:
    """Return what proposals are ordered by: messages that are another answer's phrasing come last."""
    return bool(proposal.taught_to), -proposal.use, proposal.idea.text


def _of_nobody_else(id_: str, ideas: Sequence[Idea], content: Content) -> list[Idea]:
    """Leave out what was put together and says the same as a phrasing of another answer, in any order of words."""
    others = [answer for answer in content.answers.values() if answer.id != id_]
    taken = {folded for answer in others for folded in answer.folds}
    questions = [PlacedQuestion(question, answer.id, 0) for answer in others for question in answer.questions]
    texts = [PlacedQuestion(idea.text, "", number) for number, idea in enumerate(ideas) if idea.source != MESSAGE]
    same = {idea.line for idea, _ in collisions(texts, questions)}
    return [
        idea
        for number, idea in enumerate(ideas)
        if idea.source == MESSAGE or (number not in same and fold(to_the_point(idea.text)) not in taken)
    ]


def _from_answers(id_: str, content: Content, about: Subjects, encoder: SentenceEncoder | None) -> Iterator[Idea]:
    """Yield ideas from phrasings of other answers, the best fitting and most natural ones of each kind."""
    answer = content.answers[id_]
    few = len(answer.folds) <= FEW
    if few:
        yield from _exchanged(answer, content, encoder)
    phrasings = (folded for answer in content.answers.values() for folded in answer.folds)
    fluent = fluency(chain(phrasings, (fold(negative.text) for negative in content.negatives)))
    named = about.best(id_, SUBJECTS)
    swapped = [
        Idea(each.text, NEIGHBOUR, f"{each.phrasing}（{each.of} {content.answers[each.of].title}）", each.fit)
        for each in swap(id_, named, nearness(id_, content, encoder), content, about)
    ]
    lent = () if few else lend(id_, named, carriers(content, about))
    for ideas in ([Idea(each.text, CARRIER, f"{each.carrier}", each.fit) for each in lent], swapped):
        rated = ((idea, fluent.of(idea.text)) for idea in ideas)
        yield from _close(_best(idea for idea, rate in rated if rate > LEAST_FLUENT), answer, encoder)


def _exchanged(answer: TaughtAnswer, content: Content, encoder: SentenceEncoder | None) -> Iterator[Idea]:
    """Yield the closest ideas of each of the answer's own phrasings with other endings."""
    of: dict[str, list[Idea]] = defaultdict(list)
    for each in exchange(answer, endings(content)):
        of[each.stem].append(Idea(each.text, CARRIER, f"…{each.ending}", each.fit))
    for ideas in of.values():
        yield from _best(_close(ideas, answer, encoder))[:OF_A_QUESTION]


def _close(ideas: Sequence[Idea], answer: TaughtAnswer, encoder: SentenceEncoder | None) -> Sequence[Idea]:
    """Return the ideas that are close to the answer's own phrasings; the closer, the better they fit."""
    few = len(answer.folds) <= FEW
    close, least = closeness(answer, [idea.text for idea in ideas], encoder), OF_FEW if few else LEAST_CLOSE
    return [replace(idea, fit=idea.fit * close[idea.text], close=few) for idea in ideas if close[idea.text] >= least]


def _best(ideas: Iterable[Idea]) -> list[Idea]:
    return sorted(ideas, key=lambda idea: (-idea.fit, idea.text))[:JUDGED]


def _from_messages(id_: str, content: Content, judge: Judge, messages: Sequence[RealMessage]) -> Iterator[Idea]:
    """Yield the messages that are near this answer; the more people wrote one, the better it fits."""
    frequent = sorted(messages, key=lambda message: (-len(message.senders), message.text))[:MESSAGES]
    for message in frequent:
        near = [rank.label for rank in judge.rank(message.text)[:NEAR]]
        if answer_label(id_) in near and set(message.ends.values()) != {id_}:
            ends = "、".join(_end(outcome, other, content) for outcome, other in sorted(message.ends.items()))
            many = len(message.senders)
            yield Idea(message.text, MESSAGE, f"{many} 人问过：{ends}", 1 - 0.5 ** (many + 1))


def _end(outcome: str, faq_id: str, content: Content) -> str:
    return f"{outcome}（{faq_id} {content.answers[faq_id].title}）" if faq_id in content.answers else outcome


def _unlike(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Leave out proposals from a source that already gave ALIKE better ones."""
    count: Counter[str] = Counter()
    for proposal in proposals:
        idea = proposal.idea
        count[idea.why] += 1
        if idea.source == MESSAGE or count[idea.why] <= ALIKE:
            yield proposal
