"""Names the changed answers of which each role is told a text of its own."""

from collections.abc import Iterator, Sequence

from converter import catalog_file
from converter.content_files import ContentFiles, read_bytes
from converter.decode import decode_whole
from converter.importing.compare import CandidateChange, ChangeKind
from converter.importing.items import Doubt


def by_role(changes: Sequence[CandidateChange], files: ContentFiles) -> Iterator[Doubt]:
    """Yield a doubt for each changed answer that has texts for single roles: no table holds those."""
    for change in changes:
        if change.kind is ChangeKind.CHANGED and not change.keeps_answer and change.there is not None:
            catalog = catalog_file.load(decode_whole(read_bytes(files.catalog)))
            ways = [
                ("roles", at)
                for at, composition in enumerate(catalog.compositions)
                if composition.answer == change.there.id
            ]
            if ways:
                where = f"{files.name(files.catalog)} 第 {catalog.line_at(*ways[0])} 行"
                do = f"表格改不了：在{where}起的 roles 里一起改，见 docs/guide/role.md"
                what = f"{change.there.id} 的答案改了，各种角色听到的是 roles 里写的话"
                yield Doubt(change.candidate.place, what, do)
