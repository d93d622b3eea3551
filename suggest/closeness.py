"""Says how close proposals are to the answer's own questions: what is far from all of them is about something else."""

from collections.abc import Mapping, Sequence

from suggest.content import TaughtAnswer
from understanding.encoder import SentenceEncoder
from understanding.likeness import in_common, likeness, pieces
from zh.fold import fold

LEAST, OF_FEW = 0.6, 0.75
"""The least closeness, 0 to 1, of a phrasing that was put together; OF_FEW: for an answer with few phrasings."""

MOST_OWN = 60
"""So many own phrasings are compared, the FAQ's questions first."""


def closeness(answer: TaughtAnswer, texts: Sequence[str], encoder: SentenceEncoder | None) -> Mapping[str, float]:
    """Return for each text how like the nearest phrasing of the answer it is: by meaning, characters and sounds."""
    own = [answer.title, *answer.questions, *answer.further][:MOST_OWN]
    own_pieces = [pieces(fold(text)) for text in own]
    common = {text: [in_common(pieces(fold(text)), other) for other in own_pieces] for text in dict.fromkeys(texts)}
    if encoder is None or not common:
        return {text: max(row) for text, row in common.items()}
    vectors, own_vectors = encoder.encode([*common]), encoder.encode(own)
    cosines = vectors @ own_vectors.T
    return {
        text: max(likeness(float(cosine), shared) for cosine, shared in zip(row, common[text], strict=True))
        for text, row in zip(common, cosines, strict=True)
    }
