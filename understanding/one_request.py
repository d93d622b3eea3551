"""Ranks a message with one request by the part that decides: the whole, the asking clause, or what follows a place."""

from collections.abc import Sequence

from understanding.confidence import OUT_OF_SCOPE
from understanding.labels import FAQ, is_under
from understanding.ranking import Rank, Ranked
from understanding.requests import KNOWN_QUESTION, PERSON, POSSIBLE, VERY_CLEAR, answer_in, says_who, subjectless_in
from zh.clauses import RequestPiece
from zh.questions import asks_something

EVEN_IN_A_STORY = 0.97
"""Confidence from which an asking clause is clear in a message that is out of scope as a whole."""

SHORTEST = 4
"""Least characters of a clause that asks nothing and decides alone."""

SAME_AT = 0.15
"""Least confidence in the whole message of an answer that its asking clause alone makes clear."""

HARDLY_SURE = 0.85
"""Confidence of an answer below which another clause that is out of scope makes it unsure."""

STRANGE = 0.85
"""Confidence from which a clause alone is clearly out of scope."""

UNSURE = 0.6
"""What is left of `clear` for an answer that is unsure: enough to be offered, not to be given."""

LIKELY = 3
"""Number of the whole message's best labels between which a single clause may decide."""


def one_request(
    parts: Sequence[RequestPiece],
    whole: Sequence[Ranked],
    rank: Rank,
    clear: float,
    sure: float,
    short: Sequence[RequestPiece] = (),
) -> Sequence[Ranked]:
    """Return the ranking of the single request: `whole`, that of the message, or that of its asking clause.

    The clause counts if `whole` is below `clear` and no other clause asks; if none asks, the last clause is taken. It
    needs at least confidence `sure`. `short`: the parts with their short clauses apart (搜到了提交了 谁审).
    """
    short = short or parts
    if not whole or len(short) < 2:
        return whole
    asking = _asking(parts)
    if len(parts) > 1 and len(asking) == 1 and all(says_who(part) for part in parts if part not in asking):
        # A profession may have an answer of its own: 我是社区医院的大夫，谁给审.
        alone = rank(asking[0].text)
        if subjectless_in(alone, KNOWN_QUESTION):
            return alone
    rankings = (rank(part.text) for part in short) if _is_plain(whole[0]) else ()
    if calls := next(filter(_is_known_person, rankings), None):
        # 转人工 投诉你
        return calls
    if whole[0].confidence >= clear and whole[0].label != OUT_OF_SCOPE:
        return whole
    matter = _beside_who(parts, rank, clear)
    if matter:
        return matter
    # A short clause may decide only if it asks: 谁审, but not 手滑.
    short = short if len(short[-1].text) >= SHORTEST or asks_something(short[-1].text) else parts
    decided = (_of_clause(some, whole, rank, clear, sure) for some in (parts, short) if len(some) > 1)
    return next((ranked for ranked in decided if ranked), whole)


def _asking(parts: Sequence[RequestPiece]) -> Sequence[RequestPiece]:
    """Return the parts that ask; if none does, the last one."""
    return [part for part in parts if asks_something(part.text)] or parts[-1:]


def _of_clause(
    parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: Rank, clear: float, sure: float
) -> Sequence[Ranked]:
    """Return the ranking of the only asking clause if it may decide an unclear message, else nothing."""
    # A long story may be out of scope as a whole, while the question at its end has no subject.
    a_story = whole[0].confidence >= clear
    asking = _asking(parts)
    if len(asking) != 1:
        return []
    ranked = rank(asking[0].text)
    likeliest = next((candidate for candidate in whole if is_under(FAQ, candidate.label)), None)
    same = answer_in(ranked, sure if a_story else clear)
    if same and likeliest and same.label == likeliest.label and likeliest.confidence >= SAME_AT:
        return ranked
    best = answer_in(ranked, EVEN_IN_A_STORY if a_story else sure) or subjectless_in(ranked, VERY_CLEAR)
    if ranked and ranked[0].label == PERSON and ranked[0].confidence >= VERY_CLEAR:
        # 114也打不通 给我个人
        return ranked
    # A message that as a whole states who the user is may still ask in one clause: 泰安中心医院大夫 急 学时没了.
    states = a_story or ("/" not in whole[0].label and whole[0].label != OUT_OF_SCOPE)
    possible = [likely.label for likely in whole[:LIKELY]]
    return ranked if best and (best.label in possible or (states and best.confidence >= VERY_CLEAR)) else []


def beside_strange(
    parts: Sequence[RequestPiece], ranked: Sequence[Ranked], rank: Rank, clear: float
) -> Sequence[Ranked]:
    """Return the ranking, too unsure for an answer where it was hardly sure and another clause is clearly out of scope.

    One detail that an answer names makes a message likely for it, whatever else is asked:
    名字里有个生僻字，证书上显示成了问号.
    """
    if len(parts) < 2 or not ranked or not is_under(FAQ, ranked[0].label):
        return ranked
    if not clear <= ranked[0].confidence < HARDLY_SURE or not any(_is_strange(rank(part.text)) for part in parts):
        return ranked
    return [Ranked(ranked[0].label, UNSURE * clear), *ranked[1:]]


def _is_strange(ranked: Sequence[Ranked]) -> bool:
    return bool(ranked) and ranked[0].label == OUT_OF_SCOPE and ranked[0].confidence >= STRANGE


def _is_plain(ranked: Ranked) -> bool:
    """Say whether the label is neither an answer, nor a question without a subject, nor asking for a person."""
    return "/" not in ranked.label and ranked.label not in (OUT_OF_SCOPE, PERSON)


def _is_known_person(ranked: Sequence[Ranked]) -> bool:
    return bool(ranked) and ranked[0].label == PERSON and ranked[0].confidence >= KNOWN_QUESTION


def _beside_who(parts: Sequence[RequestPiece], rank: Rank, clear: float) -> Sequence[Ranked]:
    """Return the clear ranking of the only part that is no small talk and does not say who asks: 我要注册 小学老师."""
    rankings = [(part, rank(part.text)) for part in parts]
    others = [ranked for part, ranked in rankings if not (says_who(part) or _is_small_talk(part, ranked))]
    return others[0] if len(others) == 1 < len(parts) and answer_in(others[0], clear) else []


def _is_small_talk(part: RequestPiece, ranked: Sequence[Ranked]) -> bool:
    """Say whether the part is small talk; what asks something must be so very clearly: 后面还用接着学吗 is not."""
    least = VERY_CLEAR if asks_something(part.text) else 0.0
    return bool(ranked) and _is_plain(ranked[0]) and ranked[0].confidence >= least


def asked_there(behind: str, whole: Sequence[Ranked], rank: Rank, clear: float) -> Sequence[Ranked]:
    """Return `whole`, the ranking of the message, or that of `behind`, the text after words that only say where.

    `behind` counts if it clearly is one of the answers that an unclear message may mean. It also counts if it fits
    answers better than a message that hardly fits any.
    """
    if not behind or not whole or (whole[0].confidence >= clear and whole[0].label != OUT_OF_SCOPE):
        return whole
    ranked = rank(behind)
    best = answer_in(ranked, clear)
    if best:
        return ranked if best.label in [likely.label for likely in whole[:LIKELY]] else whole
    return ranked if answer_in(whole, POSSIBLE) is None and _of_answers(ranked) > _of_answers(whole) else whole


def _of_answers(ranked: Sequence[Ranked]) -> float:
    """Return the confidence that one of the answers is meant."""
    return sum(answer.confidence for answer in ranked if is_under(FAQ, answer.label))
