"""Replaces data/generated while users keep what they see now, and tells what waits for a publication."""

from collections.abc import Mapping

from converter.content_files import ContentFiles
from converter.output import replace_folder
from owner.folder import GENERATED
from owner.versions import is_pinned, keep_live, published_folder, served_number, waits_for_publication

WAITS = "要等 make publish 才给用户用上：在那之前，用户仍得到第 {number} 版的答案，和在这之前已经用上的句子、标题"
WENT_BACK = "要等 make publish 才给用户用上：在那之前，用户仍得到退回的第 {number} 版"


def replace_generated(files: ContentFiles, content: Mapping[str, str]) -> None:
    """Replace the generated files; users keep the sentences and titles that they see now. Raises OSError."""
    if _are_the_draft(files):
        keep_live(files.generated, published_folder(files.root, files.content))
    replace_folder(files.generated, content)


def message(files: ContentFiles) -> str:
    """Return what users get until the publication; empty if nothing waits for one. Raises OSError."""
    versions = published_folder(files.root, files.content)
    if not (_are_the_draft(files) and waits_for_publication(files.generated, versions)):
        return ""
    return (WENT_BACK if is_pinned(versions) else WAITS).format(number=served_number(versions))


def _are_the_draft(files: ContentFiles) -> bool:
    """Return whether these are what assistants look at, and no copy of a publication."""
    return files.generated == files.content / GENERATED
