"""The lists of the inbox, what agents are called for, addresses, ready-made replies."""

import json
from typing import Any

from tests.console_web.modules import Evaluate


def ticket(name: str, state: str = "waiting", minute: int = 0, **more: Any) -> dict[str, Any]:
    at = f"2026-11-29T05:{minute:02}:00"
    known = {"id": name, "number": 7, "state": state, "channel": "webchat", "opened": at, "waiting_since": at}
    return {**known, "unread": 0, "last": None, "claimed_at": None, "role_title": "个人", "city": "济南", **more}


def dumped(*tickets: dict[str, Any]) -> str:
    return json.dumps(tickets, ensure_ascii=False)


def test_who_waits_longest_is_first_and_who_was_registered_comes_after(evaluated: Evaluate) -> None:
    values = dumped(ticket("late", minute=9), ticket("left", "left", 1), ticket("early", minute=5))
    assert evaluated("inbox/inbox", f"queueOrder({values}).map(({{ id }}) => id)") == ["early", "late", "left"]


def test_a_further_page_brings_nothing_twice(evaluated: Evaluate) -> None:
    values = f"withFurther({dumped(ticket('a'), ticket('b'))}, {dumped(ticket('b'), ticket('c'))})"
    assert evaluated("inbox/inbox", f"{values}.map(({{ id }}) => id)") == ["a", "b", "c"]


def test_a_refresh_keeps_the_further_pages_that_were_asked_for(evaluated: Evaluate) -> None:
    known = dumped(*(ticket(name, minute=minute) for name, minute in (("c", 9), ("b", 8), ("a", 7))))
    first = dumped(ticket("d", minute=10), ticket("c", minute=9))
    assert evaluated("inbox/inbox", f"refreshed({known}, {first}).map(({{ id }}) => id)") == ["d", "c", "b", "a"]
    assert evaluated("inbox/inbox", f"refreshed({known}, [])") == []


def test_the_title_counts_what_asks_for_attention(evaluated: Evaluate) -> None:
    mine = dumped(ticket("a", "active", unread=3), ticket("b", "active"), ticket("c", "active", unread=1))
    result = evaluated("inbox/inbox", f"titleWith(attention({{ waiting: 2, left: 5, mine: 3 }}, {mine}), '接待')")
    assert result == "(4) 接待"
    assert evaluated("inbox/inbox", "titleWith({ waiting: 0, unread: 0 }, '接待')") == "接待"


def alerts(evaluated: Evaluate, before: str, waiting: str, mine: str = "[]") -> list[str]:
    return [one["ticket"] for one in evaluated("inbox/alerts", f"alerts({before}, {waiting}, {mine})")]


def test_agents_are_called_for_what_is_new_only(evaluated: Evaluate) -> None:
    known, new, left = ticket("known"), ticket("new"), ticket("left", "left")
    before = f"heard({dumped(known)}, {dumped(ticket('mine', 'active', unread=1))})"
    assert alerts(evaluated, before, dumped(known, new, left)) == ["new"]
    assert alerts(evaluated, before, dumped(known), dumped(ticket("mine", "active", unread=1))) == []
    assert alerts(evaluated, before, dumped(known), dumped(ticket("mine", "active", unread=2))) == ["mine"]
    assert alerts(evaluated, "null", dumped(known, new)) == []


def test_what_the_notice_shows_has_no_word_of_the_user(evaluated: Evaluate) -> None:
    one = ticket("new", topic_title="注册", last={"from": "user", "text": "我叫张三", "at": 1})
    result = evaluated("inbox/alerts", f"alerts(heard([], []), {dumped(one)}, [])")
    assert result[0]["title"] == "有人在等待接待（7 号）"
    assert result[0]["body"] == "网页 · 个人 · 济南 · 注册"
    assert "张三" not in json.dumps(result, ensure_ascii=False)


def test_addresses_name_list_and_conversation(evaluated: Evaluate) -> None:
    hashes = json.dumps(["", "#/", "#/inbox/mine/t%2F1", "#/inbox/other", "#/join/abc", "#/figures", "#/%E0%A4"])
    assert evaluated("routes", f"{hashes}.map(routeOf)") == [
        {"screen": "inbox", "box": "waiting", "ticket": None},
        {"screen": "inbox", "box": "waiting", "ticket": None},
        {"screen": "inbox", "box": "mine", "ticket": "t/1"},
        {"screen": "inbox", "box": "waiting", "ticket": None},
        {"screen": "join", "token": "abc"},
        {"screen": "section", "name": "figures"},
        {"screen": "section", "name": "%E0%A4"},
    ]
    assert evaluated("routes", "routeOf(inboxHash('mine', 't/1')).ticket") == "t/1"


def test_a_slash_at_the_beginning_asks_for_a_reply(evaluated: Evaluate) -> None:
    values = json.dumps(["/", "/ 截图", "您好/", "/a\nb", "/" + "长" * 40, ""], ensure_ascii=False)
    assert evaluated("conversation/canned", f"{values}.map(slashQuery)") == ["", "截图", None, None, None, None]


def test_replies_whose_title_has_it_come_first(evaluated: Evaluate) -> None:
    replies = [
        {"id": "1", "title": "稍等", "text": "请稍等，我看一下截图"},
        {"id": "2", "title": "截图", "text": "请发来"},
        {"id": "3", "title": "再见", "text": "再见"},
    ]
    result = evaluated("conversation/canned", f"matching({json.dumps(replies)}, '截图').map(({{ id }}) => id)")
    assert result == ["2", "1"]


def test_lines_of_the_faq_are_named_as_ranges(evaluated: Evaluate) -> None:
    values = "[[131, 128, 129, 130, 134], [7], [], [1, 3, 5, 7]]"
    assert evaluated("words", f"{values}.map(lineRanges)") == ["128–131、134", "7", "", "1、3…"]
