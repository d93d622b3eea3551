"""Checks whether a phrasing may be taught to an answer."""

from converter.checks.negatives import collisions
from converter.checks.questions import PlacedQuestion
from suggest.adding import MASKED, CannotAdd
from suggest.content import Content
from zh.fillers import to_the_point
from zh.fold import fold
from zh.personal import find_personal

LONGEST = 100
"""Characters: a longer text is a story, which teaches words that have nothing to do with the answer."""

NEW = "新的答案不能这样教：照旁边的样子写进 data/source/faq.txt，再 make run"


def normalize_phrasing(text: str) -> str:
    """Return the phrasing in the form it is stored in.

    Raises CannotAdd for an empty or a long text, signs of a program, and personal data.
    """
    phrasing = " ".join(text.split()).lstrip("-• ")
    if not fold(to_the_point(phrasing)):
        raise CannotAdd('TEXT 后面写用户的一句说法，例如 TEXT="滑块拖不动"；没有写入。')
    if len(phrasing) > LONGEST:
        raise CannotAdd(f"这句有 {len(phrasing)} 个字，最多 {LONGEST} 个：只留问的那一句；没有写入。")
    if phrasing.startswith("/") or "](" in phrasing or "]{" in phrasing:
        raise CannotAdd("这句里有程序用的记号（开头的 /、方括号后面的括号），请改成用户的话；没有写入。")
    if MASKED in phrasing or find_personal(phrasing):
        raise CannotAdd("这句里有个人信息（号码、邮箱、地址、密码），请去掉或改写；没有写入。")
    return phrasing


def check_phrasing(id_: str, text: str, content: Content) -> str:
    """Return the phrasing in the form it is stored in.

    Raises CannotAdd for an unknown answer, a text that `normalize_phrasing` refuses, a duplicate, or an equal negative.
    """
    if id_ not in content.answers:
        raise unknown_answer(id_, content)
    phrasing = normalize_phrasing(text)
    folded = fold(to_the_point(phrasing))
    answer = next((answer for answer in content.answers.values() if folded in answer.folds), None)
    if answer and answer.id == id_:
        raise CannotAdd(f"“{phrasing}”已是 {id_}（{answer.title}）的说法；没有写入。")
    if answer:
        raise CannotAdd(f"“{phrasing}”已是 {answer.id}（{answer.title}）的说法，一句话不能有两个答案；没有写入。")
    negative = next(
        (negative for negative, _ in collisions(content.negatives, [PlacedQuestion(phrasing, "", 0)])), None
    )
    if negative:
        where = f"{negative.path}:{negative.line} 的“{negative.text}”（{negative.answer}）"
        raise CannotAdd(f"{where}说的是同一句：先从那里删掉它再教；没有写入。")
    return phrasing


def unknown_answer(id_: str, content: Content) -> CannotAdd:
    """Return the error that there is no such answer."""
    return CannotAdd(f"{content.unknown(id_)}{NEW}。")
