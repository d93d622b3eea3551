"""What the owner sees before a publication, and whether it may go on: asked, or by `--yes`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from launch.publish.changes import changes, lost_phrasings
from launch.publish.preview.making import Coming, preview
from launch.publish.store import Store, Version
from launch.publish.switching import Refused
from understanding.trained import NotAModel

FIRST = "没有可比的上一版，看不出哪些话会得到不同的回答；新模型已通过检查"
UNSEEN = "和正在服务的第 {number} 版没能比较{why}，看不出哪些话会得到不同的回答"
NOT_UNASKED = "{unseen}；YES=yes 不询问，就不发布：请不带 YES 运行 make publish，看过再定"

Figures = Mapping[str, int | float]


@dataclass(frozen=True)
class Seen:
    """`what` changed, as it is recorded; `unseen`: why nobody can know what users will get otherwise, "" where it was
    compared, or where there is nothing to compare with.
    """

    what: Mapping[str, object] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    unseen: str = ""


def shown(store: Store, old: Version | None, coming: Coming) -> Seen:
    """Show what changes for users. Raises OSError, and what Rasa raises of the new model."""
    if old is None:
        print(FIRST, flush=True)
        return Seen()
    try:
        what = changes(old.generated, coming.generated)
        print("\n".join([*what.lines(), *lost_phrasings(old.model, coming.model)]), flush=True)
    except (FileNotFoundError, ValueError, KeyError, NotAModel) as error:
        return _blind(Seen(), old, f"（上一版的文件坏了：{type(error).__name__}）")
    seen = Seen(what.as_json(), preview(store, old, coming, what))
    return seen if seen.figures["compared"] else _blind(seen, old)


def _blind(seen: Seen, old: Version, why: str = "") -> Seen:
    unseen = UNSEEN.format(number=old.number, why=why)
    print(unseen, flush=True)
    return Seen(seen.what, seen.figures, unseen)


def agree(seen: Seen, *, yes: bool) -> None:
    """Raise Refused where the owner says no, and where nobody is asked although nothing could be compared."""
    if yes and seen.unseen:
        raise Refused(NOT_UNASKED.format(unseen=seen.unseen))
    if not (yes or _confirmed()):
        raise Refused("没有确认")


def _confirmed() -> bool:
    try:
        return input("发布吗？输入 y 发布，直接回车不发布：").strip().lower() in ("y", "yes", "是")
    except EOFError:
        return False
