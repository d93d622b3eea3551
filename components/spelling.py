"""Turns pinyin (zenme zhuce) into characters, and corrects misspelled words where that makes the message clear."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path

from understanding.confidence import OUT_OF_SCOPE
from understanding.gist import placeless
from understanding.labels import FAQ, is_under
from understanding.ranking import Rank, Ranked
from zh.homophones import HomophoneReader
from zh.pinyin_text import PinyinReader
from zh.reading import read

_PINYIN, _HOMOPHONES = "pinyin.json", "homophones.json"


@dataclass(frozen=True)
class Spelling:
    """The words of the training examples, by which spellings are read."""

    pinyin: PinyinReader = field(default_factory=PinyinReader)
    homophones: HomophoneReader = field(default_factory=HomophoneReader)

    @classmethod
    def knowing(cls, texts: Collection[str]) -> "Spelling":
        return cls(PinyinReader.knowing(texts), HomophoneReader.knowing(texts))

    def save(self, folder: Path) -> None:
        for name, words in ((_PINYIN, dict(self.pinyin.words)), (_HOMOPHONES, asdict(self.homophones))):
            (folder / name).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Spelling":
        words, homophones = (json.loads((folder / name).read_text(encoding="utf-8")) for name in (_PINYIN, _HOMOPHONES))
        return cls(PinyinReader(words), HomophoneReader(**homophones))

    def read(self, text: str, rank: Rank, clear_at: float) -> str:
        """Return `text` in known words where that makes it, or one of its clauses, clear.

        Its best label, none of small talk for a clause alone, then has confidence `clear_at`.
        """
        text = self.pinyin.read(text) or text
        respelled = self.homophones.read(text)
        if respelled == text:
            return text
        before, after = (next(iter(rank(placeless(read(spelled).rest))), NOTHING) for spelled in (text, respelled))
        if after.label in (OUT_OF_SCOPE, "") or after.confidence < clear_at:
            clearest, was = (_clearest_clause(spelled, rank) for spelled in (respelled, text))
            return respelled if clearest >= clear_at and clearest > was else text
        return respelled if after.confidence > before.confidence else text


NOTHING = Ranked("", 0.0)


def _clearest_clause(text: str, rank: Rank) -> float:
    """Return the confidence of the answer that one of several clauses is most clearly about."""
    parts = read(text).parts()
    best = [next(iter(rank(placeless(part.text))), NOTHING) for part in parts] if len(parts) > 1 else []
    return max((ranked.confidence for ranked in best if is_under(FAQ, ranked.label)), default=0.0)
