"""Checks that the catalog's roles, contexts and related answers fit the current FAQ."""

from collections import Counter
from collections.abc import Iterable, Sequence

from converter.answers import Answer
from converter.catalog import Catalog, Composition, Context, Piece
from converter.checks.structure import CATALOG
from converter.errors import Finding
from converter.folding import fold

MOST_RELATED = 3


def check_roles(answers: Sequence[Answer], catalog: Catalog, roles: Sequence[str]) -> Iterable[Finding]:
    """Check that an answer that asks for the role has one text per role, made of the owner's current words."""
    texts = {answer.id: answer.text for answer in answers if answer.id}
    ids = {record.id for record in catalog.records}
    asking = [record.id for record in catalog.records if record.asks == "role"]
    for id_ in dict.fromkeys([*asking, *(c.answer for c in catalog.compositions if c.answer in ids)]):
        counted = Counter(role for c in catalog.compositions if c.answer == id_ for role in c.roles)
        wrong = [role for role in dict.fromkeys((*roles, *counted)) if counted[role] != 1 or role not in roles]
        if wrong or id_ not in asking:
            line = _of_composition(catalog, id_) or catalog.line_of(f"id: {id_}")
            yield Finding(line, "role-missing", _role_missing(id_, wrong, id_ in asking), (id_, *wrong), path=CATALOG)
    for number, composition in enumerate(catalog.compositions):
        if composition.answer not in ids:
            message = f"roles 写着 {composition.answer} 怎么答，answers 里却没有它：已删去的，把 roles 的这一条也删掉"
            line = catalog.line_at("roles", number, "answer")
            yield Finding(line, "role-missing", message, (composition.answer,), path=CATALOG)
        for at, piece in enumerate(composition.pieces):
            owners = piece.instead_of or piece.text
            if owners not in texts.get(piece.source, ""):
                gone = f"已不在 {piece.source} 的回复里" if piece.source in ids else f"的出处 {piece.source} 已没有了"
                message = f"{composition.answer} 引用的“{owners}”{gone}，请把 roles 的这一条改成现在的原句"
                line = catalog.line_at("roles", number, "pieces", at)
                yield Finding(line, "role-piece", message, (composition.answer, owners), path=CATALOG)


def _of_composition(catalog: Catalog, id_: str) -> int:
    numbers = [number for number, composition in enumerate(catalog.compositions) if composition.answer == id_]
    return catalog.line_at("roles", numbers[0], "answer") if numbers else 0


def _role_missing(id_: str, wrong: Sequence[str], asks: bool) -> str:
    if not asks:
        return f"{id_} 没有 asks: role，roles 却按角色写了它的回答：删去一处，或补上另一处"
    return f"{id_} 的角色 {'、'.join(wrong)} 应各有一份回答：在 roles 里补上或删去，角色的编号见 profile.yml 的 roles"


def check_contexts(answers: Sequence[Answer], catalog: Catalog) -> Iterable[Finding]:
    """Check that questions without a subject stand in the FAQ and have one meaning per topic."""
    typed = [fold(text) for answer in answers for text in (*answer.questions, *_phrasings(answer))]
    counted = Counter(fold(question) for context in catalog.contexts for question in context.questions)
    for number, context in enumerate(catalog.contexts):
        for key, message in _wrong_choices(context, catalog):
            line = catalog.line_at("contexts", number, "choices", key)
            yield Finding(line, "context", message, (context.id, message), path=CATALOG, fatal=True)
        line = catalog.line_at("contexts", number, "questions")
        for message in _unknown_questions(context, typed):
            yield Finding(line, "context", message, (context.id, message), path=CATALOG)
        for question in context.questions:
            if counted[fold(question)] > 1:
                message = f"“{question}”写了不止一次"
                yield Finding(line, "context", message, (context.id, question), path=CATALOG)


def check_shared(catalog: Catalog) -> Iterable[Finding]:
    """Check that the answers sharing a question exist, and that the one given is among them."""
    ids = {record.id for record in catalog.records}
    for number, shared in enumerate(catalog.shared):
        for id_ in shared.ids:
            if id_ not in ids:
                message = (
                    f"“{shared.question}”的 ids 里有 {id_}，answers 里却没有它：改掉它；只剩一个答案的，删去这一条"
                )
                line = catalog.line_at("shared_questions", number, "ids")
                yield Finding(line, "shared-question", message, (shared.question, id_), path=CATALOG)
        if shared.answered_by not in shared.ids:
            message = f"“{shared.question}”由 {shared.answered_by} 回答，它却不在 ids 之中"
            line = catalog.line_at("shared_questions", number, "answered_by")
            yield Finding(line, "shared-question", message, (shared.question, shared.answered_by), path=CATALOG)


def check_related(catalog: Catalog) -> Iterable[Finding]:
    """Check that related answers exist, are few, all different, and other than the answer itself."""
    ids = {record.id for record in catalog.records}
    for number, record in enumerate(catalog.records):
        wrong = [id_ for id_ in record.related if id_ not in ids or id_ == record.id]
        if wrong or len(set(record.related)) != len(record.related) or len(record.related) > MOST_RELATED:
            which = f"，没有 {'、'.join(wrong)}" if wrong else ""
            message = (
                f"{record.id} 的 related 应是至多 {MOST_RELATED} 个别的答案，不重复{which}：{'、'.join(record.related)}"
            )
            line = catalog.line_at("answers", number, "related")
            yield Finding(line, "related", message, (record.id,), path=CATALOG)


def check_pages(catalog: Catalog) -> Iterable[Finding]:
    """Check that the answer which says how to reach a page exists, and is not the one that speaks of the page."""
    ids = {record.id for record in catalog.records}
    for number, record in enumerate(catalog.records):
        if record.page and (record.page not in ids or record.page == record.id):
            message = f"{record.id} 的 page 应是另一个答案的编号：{record.page}"
            yield Finding(catalog.line_at("answers", number, "page"), "page", message, (record.id,), path=CATALOG)


def inferred(catalog: Catalog) -> list[tuple[Composition, Piece]]:
    """Return the sentences that are not the owner's and that the owner has to confirm."""
    return [(c, piece) for c in catalog.compositions for piece in c.pieces if piece.instead_of]


def _wrong_choices(context: Context, catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Yield each wrong choice: the answer at whose line it stands, and the fault."""
    ids = {record.id for record in catalog.records}
    for id_, unders in context.choices.items():
        if id_ not in ids:
            yield id_, f"{context.id}：没有答案 {id_}"
        for under in unders:
            if under not in ids and under not in catalog.topics:
                yield id_, f"{context.id}：{under} 既不是话题，也不是答案"
    counted = Counter(under for unders in context.choices.values() for under in unders)
    for under, count in counted.items():
        if count > 1:
            first = next(id_ for id_, unders in context.choices.items() if under in unders)
            yield first, f"{context.id}：正谈 {under} 时有 {count} 种理解"


def _unknown_questions(context: Context, typed: Sequence[str]) -> Iterable[str]:
    for question in context.questions:
        if not any(fold(question) in text for text in typed):
            yield f"{context.id}：FAQ 里没有“{question}”这样的问法"


def _phrasings(answer: Answer) -> list[str]:
    return [item.phrasing.text for item in answer.learnt]
