"""Turns pinyin (zenme zhuce) into characters, and corrects misspelled words where that makes the message clear."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path

from understanding.confidence import OUT_OF_SCOPE
from understanding.gist import placeless
from understanding.ranking import Rank
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
        """Return `text` in known words where that makes it clear: its best label then has confidence `clear_at`."""
        text = self.pinyin.read(text) or text
        respelled = self.homophones.read(text)
        if respelled == text:
            return text
        before, after = (next(iter(rank(placeless(read(spelled).rest))), None) for spelled in (text, respelled))
        if after is None or after.label == OUT_OF_SCOPE or after.confidence < clear_at:
            return text
        return respelled if before is None or after.confidence > before.confidence else text
