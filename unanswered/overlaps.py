"""Warns of texts near a taught phrasing that have another answer, and proposes phrasings for answers with few."""

from collections.abc import Iterator, Mapping

from suggest.content import Content
from suggest.judging import Judge
from suggest.proposals import propose
from understanding.encoder import SentenceEncoder
from understanding.likeness import NEAR, NearestTexts
from zh.fold import fold

FEW = 5
"""With fewer phrasings an answer has no clear border, so more are proposed."""

NAMED, PROPOSED = 3, 5


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
