"""Shows the owner the changes before a publication, and asks whether to go on (`--yes` skips the question)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from launch.publish.changes import changes, lost_phrasings
from launch.publish.preview.making import Coming, preview
from launch.publish.store import Version, VersionStore
from launch.publish.switching import PublicationRefused
from understanding.trained import NotAModel

FIRST = "没有可比的上一版，看不出哪些话会得到不同的回答；新模型已通过检查"
UNSEEN = "和正在服务的第 {number} 版没能比较{why}，看不出哪些话会得到不同的回答"
NOT_UNASKED = "{unseen}；YES=yes 不询问，就不发布：请不带 YES 运行 make publish，看过再定"

Figures = Mapping[str, int | float]


@dataclass(frozen=True)
class PreviewedPublication:
    """`what`: the changes as recorded. `unseen`: why answers could not be compared.

    `unseen` is "" if they were compared, or if there is no version to compare with.
    """

    what: Mapping[str, object] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    unseen: str = ""


def show_changes(store: VersionStore, old: Version | None, coming: Coming) -> PreviewedPublication:
    """Print what changes for users. Raises OSError, and Rasa's errors about the new model."""
    if old is None:
        print(FIRST, flush=True)
        return PreviewedPublication()
    try:
        what = changes(old.generated, coming.generated)
        print("\n".join([*what.lines(), *lost_phrasings(old.model, coming.model)]), flush=True)
    except (FileNotFoundError, ValueError, KeyError, NotAModel) as error:
        return _not_compared(PreviewedPublication(), old, f"（上一版的文件坏了：{type(error).__name__}）")
    previewed = PreviewedPublication(what.as_json(), preview(store, old, coming, what))
    return previewed if previewed.figures["compared"] else _not_compared(previewed, old)


def _not_compared(previewed: PreviewedPublication, old: Version, why: str = "") -> PreviewedPublication:
    unseen = UNSEEN.format(number=old.number, why=why)
    print(unseen, flush=True)
    return PreviewedPublication(previewed.what, previewed.figures, unseen)


def agree(previewed: PreviewedPublication, *, yes: bool) -> None:
    """Raise PublicationRefused if the owner declines, or if `yes` is given and the comparison failed."""
    if yes and previewed.unseen:
        raise PublicationRefused(NOT_UNASKED.format(unseen=previewed.unseen))
    if not (yes or _confirmed()):
        raise PublicationRefused("没有确认")


def _confirmed() -> bool:
    try:
        return input("发布吗？输入 y 发布，直接回车不发布：").strip().lower() in ("y", "yes", "是")
    except EOFError:
        return False
