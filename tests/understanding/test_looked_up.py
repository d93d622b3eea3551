from collections.abc import Sequence

from understanding.looked_up import LookedUp
from understanding.ranking import Ranked


def test_each_text_is_ranked_once_and_what_came_of_it_is_kept() -> None:
    asked: list[str] = []

    def rank(text: str) -> Sequence[Ranked]:
        asked.append(text)
        return [Ranked("faq/register", 0.9), Ranked("greet", 0.1)] if text else []

    looked_up = LookedUp(rank, clear_at=0.6, request_at=0.75)
    assert looked_up("怎么注册") == looked_up("怎么注册")
    assert looked_up("") == []
    assert asked == ["怎么注册", ""]
    assert looked_up.best == {"怎么注册": Ranked("faq/register", 0.9)}
