"""Which messages get a new or another answer, which are no longer answered, which are answered for the first time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from launch.publish.preview.asking import ANSWER, ModelReplies, ModelReply


@dataclass(frozen=True)
class Difference:
    said: str
    old: ModelReply
    new: ModelReply


@dataclass(frozen=True)
class Edited:
    """What is published: ids of answers that are new, and of those whose text has changed; the questions that the FAQ
    itself has, with their answers' ids.
    """

    added: Collection[str] = ()
    reworded: Collection[str] = ()
    questions: Mapping[str, str | None] = field(default_factory=dict)


@dataclass
class PublishPreview:
    """`taken`: messages for which a new answer is given, beside its own questions: nobody knows yet whether rightly.
    `compared` messages were asked, `left` were not in time.
    """

    changed: list[Difference] = field(default_factory=list)
    lost: list[Difference] = field(default_factory=list)
    gained: list[Difference] = field(default_factory=list)
    compared: int = 0
    left: int = 0
    taken: list[Difference] = field(default_factory=list)

    def figures(self) -> Mapping[str, int]:
        kinds = {"taken": self.taken, "changed": self.changed, "lost": self.lost, "gained": self.gained}
        counts = {name: len(found) for name, found in kinds.items()}
        return {"compared": self.compared, "left": self.left, **counts}


def sort_in(preview: PublishPreview, difference: Difference, edited: Edited) -> None:
    """Note the difference, if it is one."""
    old, new = difference.old, difference.new
    own = edited.questions.get(difference.said)
    if new.kind == ANSWER and any(id_ in edited.added and id_ != own for id_ in new.of):
        preview.taken.append(difference)
    elif old.kind == ANSWER and new.kind == ANSWER:
        if old.of != new.of or any(id_ in edited.reworded for id_ in new.of):
            preview.changed.append(difference)
    elif old.kind == ANSWER:
        preview.lost.append(difference)
    elif new.kind == ANSWER:
        preview.gained.append(difference)


def compare(old: ModelReplies, new: ModelReplies, texts: Sequence[str], edited: Edited) -> PublishPreview:
    """Compare the replies to those of the texts that both were asked."""
    preview = PublishPreview()
    for text in texts:
        before, now = old.reply(text), new.reply(text)
        if before and now:
            sort_in(preview, Difference(text, before, now), edited)
            preview.compared += 1
    preview.left = len(texts) - preview.compared
    return preview
