"""Reads the parts of catalog.yml that make answers depend on the conversation: roles and contexts."""

from converter.catalog import Composition, Context, Piece
from converter.catalog_form import Row, ids, text, texts
from converter.errors import SourceError

_PIECE = frozenset({"from", "text", "instead_of", "reason", "decided"})


def composition(row: Row) -> Composition:
    """Read one item of `roles`. Raises SourceError for our own words without a reason."""
    roles = ids(row, "for", "roles")
    pieces = row.get("pieces")
    if not isinstance(pieces, list) or not pieces or not all(isinstance(piece, dict) for piece in pieces):
        raise SourceError(f"roles 中 {row.get('answer')} 的 pieces 应是一个列表，每项有 from 和 text")
    return Composition(text(row, "answer", "roles"), roles, tuple(map(_piece, pieces)))


def _piece(row: Row) -> Piece:
    if strange := sorted(set(map(str, row)) - _PIECE):
        raise SourceError(f"roles 的 pieces 中有不认识的键：{'、'.join(strange)}")
    instead_of = text(row, "instead_of", "roles", "")
    reason = text(row, "reason", "roles", None if instead_of else "")
    decided = text(row, "decided", "roles", "")
    return Piece(text(row, "from", "roles"), text(row, "text", "roles"), instead_of, reason, decided)


def context(row: Row) -> Context:
    """Read one item of `contexts`."""
    choices = row.get("choices")
    if not isinstance(choices, dict) or len(choices) < 2:
        raise SourceError(f"contexts 中 {row.get('id')} 的 choices 应至少有两个“答案编号: [话题或编号, …]”")
    return Context(
        text(row, "id", "contexts"),
        text(row, "asks", "contexts"),
        texts(row, "questions", "contexts"),
        {str(id_): ids(choices, id_, "contexts", ()) for id_ in choices},
    )
