"""Compares the replies of two models, and sorts the differences into taken, changed, lost and gained answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from launch.publish.preview.asking import ANSWER, ModelReplies, ModelReply


@dataclass(frozen=True)
class Difference:
    message: str
    old: ModelReply
    new: ModelReply


@dataclass(frozen=True)
class Edited:
    """`added`, `reworded`: ids of answers that are new or whose text has changed.

    `questions`: the FAQ's own questions → ids of their answers.
    """

    added: Collection[str] = ()
    reworded: Collection[str] = ()
    questions: Mapping[str, str | None] = field(default_factory=dict)


@dataclass
class PublishPreview:
    """`taken`: messages that get a new answer and are not its own questions; a person must check them.

    `compared`, `left`: number of messages that were asked, and of those left out for lack of time.
    """

    changed: list[Difference] = field(default_factory=list)
    lost: list[Difference] = field(default_factory=list)
    gained: list[Difference] = field(default_factory=list)
    compared: int = 0
    left: int = 0
    taken: list[Difference] = field(default_factory=list)

    def figures(self) -> Mapping[str, int]:
        kinds = {"taken": self.taken, "changed": self.changed, "lost": self.lost, "gained": self.gained}
        counts = {name: len(differences) for name, differences in kinds.items()}
        return {"compared": self.compared, "left": self.left, **counts}


def sort_in(preview: PublishPreview, difference: Difference, edited: Edited) -> None:
    """Add the difference to its list, if the replies differ."""
    old, new = difference.old, difference.new
    own = edited.questions.get(difference.message)
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
    """Compare the replies to the texts that both models were asked."""
    preview = PublishPreview()
    for text in texts:
        before, now = old.reply(text), new.reply(text)
        if before and now:
            sort_in(preview, Difference(text, before, now), edited)
            preview.compared += 1
    preview.left = len(texts) - preview.compared
    return preview
