"""All proposals for an answer: from carrier phrases, from its neighbours, from real messages; the most useful first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from suggest.carriers import carriers, lend
from suggest.content import Content
from suggest.fluency import fluency
from suggest.judging import CARRIER, MESSAGE, NEIGHBOUR, Idea, Judge, Proposal
from suggest.messages import Said
from suggest.neighbours import nearness, swap
from suggest.subjects import Subjects, subjects
from understanding.encoder import SentenceEncoder
from understanding.labels import answer_label
from zh.fillers import to_the_point
from zh.fold import fold

MOST = 20

LEAST = 0.002
"""What is of less use is no proposal."""

SUBJECTS = 6
"""So many of the answer's subjects are lent phrases."""

JUDGED = {CARRIER: 80, NEIGHBOUR: 60}
"""So many of a kind, the best fitting ones, are looked at by the model: it takes 10 ms each."""

MESSAGES = 1_500
"""So many different messages, the most frequent ones, are looked at by the model."""

NEAR = 4
"""A message is near an answer that is among the first so many."""

ALIKE = 2
"""So many proposals may come from the same carrier or the same phrasing of a neighbour."""


def propose(
    id_: str, content: Content, judge: Judge, encoder: SentenceEncoder | None, messages: Sequence[Said]
) -> list[Proposal]:
    """Return at most MOST proposals for the answer, the most useful first."""
    about = subjects(content)
    ideas = [*_lent(id_, content, about, encoder), *_said(id_, content, judge, messages)]
    unique = {fold(to_the_point(idea.text)): idea for idea in reversed(ideas)}
    own = set(content.answers[id_].folds)
    wanted = [idea for folded, idea in reversed(unique.items()) if folded and folded not in own]
    found = sorted(judge.judge(wanted), key=lambda one: (-one.use, one.idea.text))
    return [one for one in _unlike(found) if one.use >= LEAST or one.known][:MOST]


def _lent(id_: str, content: Content, about: Subjects, encoder: SentenceEncoder | None) -> Iterator[Idea]:
    """Yield the ideas from other answers that are put as people put it, the best fitting ones of each kind."""
    phrasings = (folded for answer in content.answers.values() for folded in answer.folds)
    said = fluency(chain(phrasings, (fold(negative.text) for negative in content.negatives)))
    named = about.best(id_, SUBJECTS)
    uses = carriers(content, about)
    ideas = {
        CARRIER: [(one.text, f"{one.carrier}", one.fit) for one in lend(id_, named, uses)],
        NEIGHBOUR: [
            (one.text, f"{one.phrasing}（{one.of} {content.answers[one.of].title}）", one.fit)
            for one in swap(id_, named, nearness(id_, content, encoder), content, about)
        ],
    }
    for source, found in ideas.items():
        weighed = (Idea(text, source, why, fit * said.of(text)) for text, why, fit in found)
        yield from sorted(weighed, key=lambda idea: (-idea.fit, idea.text))[: JUDGED[source]]


def _said(id_: str, content: Content, judge: Judge, messages: Sequence[Said]) -> Iterator[Idea]:
    """Yield the messages for which this answer is among the likeliest, the fitter the more people wrote it."""
    frequent = sorted(messages, key=lambda said: (-len(said.senders), said.text))[:MESSAGES]
    for said in frequent:
        near = [one.label for one in judge.rank(said.text)[:NEAR]]
        if answer_label(id_) in near and set(said.ends.values()) != {id_}:
            ends = "、".join(_end(outcome, other, content) for outcome, other in sorted(said.ends.items()))
            many = len(said.senders)
            yield Idea(said.text, MESSAGE, f"{many} 人问过：{ends}", 1 - 0.5 ** (many + 1))


def _end(outcome: str, faq_id: str, content: Content) -> str:
    return f"{outcome}（{faq_id} {content.answers[faq_id].title}）" if faq_id in content.answers else outcome


def _unlike(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Leave out what comes from the same place as several better ones."""
    count: Counter[str] = Counter()
    for proposal in proposals:
        idea = proposal.idea
        count[idea.why] += 1
        if idea.source == MESSAGE or count[idea.why] <= ALIKE:
            yield proposal
