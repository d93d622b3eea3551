"""Does what the catalog says of roles, contexts and related answers fit the FAQ as it is?"""

from collections import Counter
from collections.abc import Iterable, Sequence

from converter.answers import Answer
from converter.catalog import Catalog, Composition, Context, Piece
from converter.checks.structure import CATALOG
from converter.errors import Finding
from zh.fold import fold

MOST_RELATED = 3


def check_roles(answers: Sequence[Answer], catalog: Catalog, roles: Sequence[str]) -> Iterable[Finding]:
    """Every answer that asks for the role has one text for each of `roles`, made of the owner's present words."""
    texts = {answer.id: answer.text for answer in answers if answer.id}
    asking = [record.id for record in catalog.records if record.asks == "role"]
    for id_ in dict.fromkeys([*asking, *(c.answer for c in catalog.compositions)]):
        counted = Counter(role for c in catalog.compositions if c.answer == id_ for role in c.roles)
        wrong = [role for role in dict.fromkeys((*roles, *counted)) if counted[role] != 1 or role not in roles]
        if wrong or id_ not in asking:
            message = f"{id_} 的角色 {'、'.join(wrong)} 应各有一份回答" if id_ in asking else f"{id_} 没有 asks: role"
            yield _finding(catalog, "role-missing", message, f"answer: {id_}", (id_, *wrong))
    for composition in catalog.compositions:
        for piece in composition.pieces:
            owners = piece.instead_of or piece.text
            if owners not in texts.get(piece.source, ""):
                message = f"{composition.answer} 引用的“{owners}”已不在 {piece.source} 的回复里，请一起修改"
                yield _finding(catalog, "role-piece", message, owners, (composition.answer, owners))


def check_contexts(answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Questions without a subject stand in the FAQ, and what they mean is clear for each topic."""
    typed = [fold(text) for answer in answers for text in (*answer.questions, *_phrasings(answer))]
    counted = Counter(fold(question) for context in catalog.contexts for question in context.questions)
    for context in catalog.contexts:
        for message in (*_wrong_choices(context, catalog), *_unknown_questions(context, typed)):
            yield _finding(catalog, "context", message, f"id: {context.id}", (context.id, message))
        for question in context.questions:
            if counted[fold(question)] > 1:
                yield _finding(catalog, "context", f"“{question}”写了不止一次", question, (context.id, question))


def check_related(catalog: Catalog) -> Iterable[Finding]:
    """Related answers exist, are few, and lead elsewhere."""
    ids = {record.id for record in catalog.records}
    for record in catalog.records:
        wrong = [id_ for id_ in record.related if id_ not in ids or id_ == record.id]
        if wrong or len(set(record.related)) != len(record.related) or len(record.related) > MOST_RELATED:
            message = f"{record.id} 的 related 应是至多 {MOST_RELATED} 个别的答案，不重复：{'、'.join(record.related)}"
            yield _finding(catalog, "related", message, f"id: {record.id}", (record.id,))


def inferred(catalog: Catalog) -> list[tuple[Composition, Piece]]:
    """Return the sentences that are ours and not the owner's, for the owner to confirm."""
    return [(c, piece) for c in catalog.compositions for piece in c.pieces if piece.instead_of]


def _wrong_choices(context: Context, catalog: Catalog) -> Iterable[str]:
    ids = {record.id for record in catalog.records}
    for id_, unders in context.choices.items():
        if strange := [name for name in (id_,) if name not in ids]:
            yield f"{context.id}：没有答案 {strange[0]}"
        for under in unders:
            if under not in ids and under not in catalog.topics:
                yield f"{context.id}：{under} 既不是话题，也不是答案"
    counted = Counter(under for unders in context.choices.values() for under in unders)
    for under, count in counted.items():
        if count > 1:
            yield f"{context.id}：正谈 {under} 时有 {count} 种理解"


def _unknown_questions(context: Context, typed: Sequence[str]) -> Iterable[str]:
    for question in context.questions:
        if not any(fold(question) in text for text in typed):
            yield f"{context.id}：FAQ 里没有“{question}”这样的问法"


def _phrasings(answer: Answer) -> list[str]:
    return [item.phrasing.text for item in answer.learnt]


def _finding(catalog: Catalog, kind: str, message: str, where: str, between: tuple[str, ...]) -> Finding:
    return Finding(catalog.line_of(where), kind, message, between, path=CATALOG)
