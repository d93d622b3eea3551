"""KnownQuestions: the questions that were learnt, told by their words and by their sounds."""

from collections.abc import Mapping

from zh.pinyin import sounds

HEARD = 0.9
"""The confidence of a question that only sounds like a known one."""

SHORTEST_HEARD = 4
"""Characters of a question that its sounds alone tell."""


class KnownQuestions:
    """Looks up a folded text among `labels` (folded question -> label)."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self._by_sound = _by_sound(labels)

    def find(self, folded: str) -> tuple[str, float] | None:
        """Return the label and the confidence of the question that `folded` is (1) or sounds like (正书怎么打印)."""
        if folded in self.labels:
            return self.labels[folded], 1.0
        alike = self._by_sound.get(_sound(folded)) if len(folded) >= SHORTEST_HEARD else None
        return (alike, HEARD) if alike else None


def _sound(folded: str) -> str:
    return " ".join(sounds(folded))


def _by_sound(labels: Mapping[str, str]) -> dict[str, str]:
    """Return sounds -> label, without those of questions that differ in what they mean."""
    heard: dict[str, set[str]] = {}
    for folded, label in labels.items():
        if len(folded) >= SHORTEST_HEARD:
            heard.setdefault(_sound(folded), set()).add(label)
    return {sound: labels_.pop() for sound, labels_ in heard.items() if len(labels_) == 1}
