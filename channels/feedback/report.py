"""Writes a Chinese report of the users' feedback, with the conversation up to each answer. Pure functions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from persistence.turns import Turn, bot_message_id
from zh.personal import mask

MOST = 50
"""How many ratings are shown with their conversations, the newest first."""

TURNS = 4
"""How many turns of a conversation are shown, up to the answer."""

LONGEST = 80
"""Characters of a message."""

NOTHING = "还没有用户评价。"


@dataclass(frozen=True)
class ReportedRating:
    """`message`: the id of the reply that was rated; `at` in ISO 8601, UTC."""

    conversation: str
    message: str
    faq_id: str
    helpful: bool
    reason: str | None
    at: str

    @property
    def verdict(self) -> str:
        return ("有帮助" if self.helpful else "没帮助") + (f"：{self.reason}" if self.reason else "")


def as_text(
    ratings: Sequence[ReportedRating], turns: Iterable[Turn], titles: Mapping[str, str], public: Collection[str]
) -> str:
    """Return the counts of each answer, the most rated first, then the newest ratings with their conversations.

    `turns` are of the rated conversations, together by them; `titles` of the answers, by id. Personal data is masked
    again: `public`, as zh.personal takes it, stays.
    """
    if not ratings:
        return f"{NOTHING}\n"
    by_sender: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        by_sender[turn.sender].append(turn)
    newest = sorted(ratings, key=lambda rating: (rating.at, rating.conversation, rating.message), reverse=True)
    listed = [(rating, up_to) for rating in newest if (up_to := _up_to(by_sender[rating.conversation], rating.message))]
    lines = list(_counts(ratings, titles))
    for rating, up_to in listed[:MOST]:
        heading = f"{rating.at[:10]} {_named(rating.faq_id, titles)} {rating.verdict}"
        lines += ["", heading, *_conversation(up_to, public)]
    if len(listed) > MOST:
        lines += ["", f"更早的还有 {len(listed) - MOST} 条。"]
    if len(listed) < len(ratings):
        lines += ["", f"另有 {len(ratings) - len(listed)} 条的对话已匿名化、已删除或过了保存期限，只计数，不显示。"]
    return "\n".join(lines) + "\n"


def _counts(ratings: Sequence[ReportedRating], titles: Mapping[str, str]) -> Iterator[str]:
    answers = Counter(rating.faq_id for rating in ratings)
    for faq_id, _ in answers.most_common():
        verdicts = Counter(rating.verdict for rating in ratings if rating.faq_id == faq_id)
        yield f"{_named(faq_id, titles)}  " + "，".join(f"{name} {count}" for name, count in verdicts.most_common())


def _up_to(turns: Sequence[Turn], message: str) -> Sequence[Turn]:
    """Return the last turns up to the one with the rated reply; empty if the reply is no longer stored."""
    for at, turn in enumerate(turns):
        if any(bot_message_id(reply.at) == message for reply in turn.replies):
            return turns[max(0, at - TURNS + 1) : at + 1]
    return ()


def _conversation(turns: Sequence[Turn], public: Collection[str]) -> Iterator[str]:
    questions = [turn.text for turn in turns if turn.text and not turn.text.startswith("/")]
    yield f"  问题：{_shown(questions[-1], public) if questions else '（点的按钮）'}"
    for turn in turns:
        yield f"    用户：{_shown(turn.text, public)}"
        yield from (f"    助手：{_shown(reply.text, public)}" for reply in turn.replies)


def _named(faq_id: str, titles: Mapping[str, str]) -> str:
    return f"{faq_id}（{titles.get(faq_id, '已删除')}）"


def _shown(text: str, public: Collection[str]) -> str:
    whole = " ".join(mask(text, public).split())
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"
