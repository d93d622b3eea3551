"""Keeps the models that a cluster serves or may go back to, where training does not remove them."""

import shutil
from pathlib import Path

from launch.cluster.state import changing
from owner.versions import published_folder


def keep(folder: Path, model: Path) -> Path:
    """Copy the model into the cluster's folder, if it is no version that was kept; returns where it is then.

    A publication has a draft for its content, so a version of any content counts.
    """
    if model.parent.parent.parent == published_folder().parent:
        return model
    copy = folder / "models" / model.name
    copy.parent.mkdir(exist_ok=True)
    if not copy.exists():
        new = copy.with_name(f".{copy.name}")
        shutil.copyfile(model, new)
        new.replace(copy)
    return copy


def remember(folder: Path, before: str) -> None:
    """Write down that `before` is what to go back to, unless it serves again, and clear away what nobody needs."""
    with changing(folder) as state:
        # The same model may lie in several places; its name has its digest.
        if Path(before).name != Path(state.model).name:
            state.previous = before if before and Path(before).is_file() else ""
        needed = {state.model, state.previous}
    for model in (folder / "models").glob("*.tar.gz"):
        if str(model) not in needed:
            model.unlink()
