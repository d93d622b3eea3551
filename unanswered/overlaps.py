"""Words what a taught phrasing takes from others and what is near it; proposes phrasings for answers with few."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from suggest.content import Content
from suggest.judging import Judge
from suggest.proposals import propose
from unanswered.estimate import Effect, Example
from understanding.encoder import SentenceEncoder
from understanding.likeness import NEAR, NearestTexts
from zh.fold import fold

FEW = 5
"""With fewer phrasings an answer has no clear border, so more are proposed."""

NAMED, PROPOSED = 3, 5


EXACTLY = "没有重新训练，确切的变化看下次发布（make publish）的预览"


def estimated(effect: Effect, content: Content) -> Iterator[str]:
    """Yield what the answer is likely to take from others."""
    if not effect.compared:
        yield f"没有用户说过的话可以比较，看不出会从别的答案拿走什么；{EXACTLY}"
        return
    yield f"预计至少（比较了最相近的 {effect.compared} 句话；{EXACTLY}）："
    if not (effect.taken or effect.gained or effect.loosened):
        yield "  没有看出别的话会改由它答"
    for title, messages in _by_title(effect.taken, content):
        yield f"  从“{title}”拿走 {len(messages)} 句，例如{_examples(messages)}"
    for title, messages in _by_title(effect.loosened, content):
        yield f"  现在直接答“{title}”的 {len(messages)} 句，改成给出选项，例如{_examples(messages)}"
    if effect.gained:
        yield f"  现在没有直接答的 {len(effect.gained)} 句，也答它，例如{_examples(effect.gained)}"


def _by_title(pairs: Sequence[Example], content: Content) -> Iterator[tuple[str, Sequence[str]]]:
    by_id: dict[str, list[str]] = defaultdict(list)
    for message, id_ in pairs:
        by_id[id_].append(message)
    for id_, messages in by_id.items():
        yield content.answers[id_].title if id_ in content.answers else id_, messages


def _examples(messages: Sequence[str]) -> str:
    return "、".join(f"“{message}”" for message in messages[:NAMED])


def comes_near(
    id_: str, text: str, content: Content, answered_lately: Mapping[str, str], encoder: SentenceEncoder | None
) -> Iterator[str]:
    """Yield what else may get this answer once it is taught the text.

    `answered_lately`: messages of users, and the ids of the answers they got.
    """
    title_of = _answered_otherwise(id_, content, answered_lately)
    texts = [other for other in title_of if fold(other) != fold(text)]
    near = [texts[at] for at, how in NearestTexts(texts, encoder).to(text) if how >= NEAR]
    if near:
        examples = "、".join(f"“{example}”（{title_of[example]}）" for example in near[:NAMED])
        yield f"相近的话也可能改由它答，例如{examples}：不该由它答的，教给该答的那个答案"


def _answered_otherwise(id_: str, content: Content, answered_lately: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts that belong to another answer or to none, and to which."""
    titles = {other.id: other.title for other in content.answers.values() if other.id != id_}
    lately = {
        message: f"用户说过，答的是{titles[answer]}" for message, answer in answered_lately.items() if answer in titles
    }
    negatives = {negative.text: "不归这里回答的" for negative in content.negatives}
    phrasings = {
        phrasing: other.title
        for other in content.answers.values()
        if other.id != id_
        for phrasing in (*other.questions, *other.further)
    }
    return {**lately, **negatives, **phrasings}


def proposed_phrasings(id_: str, content: Content, judge: Judge, encoder: SentenceEncoder | None) -> Iterator[str]:
    """Propose further phrasings for an answer that has few."""
    count = len(content.answers[id_].folds)
    if count >= FEW:
        return
    more = [proposal.idea.text for proposal in propose(id_, content, judge, encoder, []) if not proposal.taught_to][
        :PROPOSED
    ]
    few = f"这个答案只有 {count} 种说法，边界不清楚：再教几句"
    yield f"{few}，例如 {'、'.join(more)}（make suggest ID={id_} 有全部建议）" if more else f"{few}用户真的会说的话"
