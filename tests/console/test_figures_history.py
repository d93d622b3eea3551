"""The figures of a history that the desk itself has written, each counted by hand."""

import io
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from openpyxl import load_workbook

from actions.tickets.ticket import Ticket, TicketLine
from persistence.helpdesk import states
from tests.console.site import Browser, Site

BEGAN = datetime(2026, 11, 23, 1, tzinfo=timezone.utc)
"""Nine o'clock in China."""

COLUMNS = ("asked", "claimed", "closed", "given_up", "reopened", "solved", "unsolved")
TIMES = ("wait_median", "wait_p95", "first_reply_median", "length_median")


class History:
    """What is done, each at so many minutes after the beginning."""

    def __init__(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = site
        self._now = BEGAN
        monkeypatch.setattr(states, "now_utc", lambda: self._now)
        self._agents = {name: site.signed_in(name) for name in ("wang", "li")}
        self._tickets: dict[str, str] = {}

    def at(self, minutes: float) -> str:
        self._now = BEGAN + timedelta(minutes=minutes)
        return states.now_iso()

    def asks(self, minutes: float, who: str, *, attended: bool = True, topic: str | None = "password") -> None:
        at = self.at(minutes)
        made = Ticket(who, "webchat", at, "asked", topic, None, None, None, (TicketLine("user", at, "转人工"),))
        self._tickets[who] = self.site.store.open(made, at if attended else None, tell=False)

    def does(self, minutes: float, agent: str, act: str, who: str, /, **body: Any) -> None:
        self.at(minutes)
        if act == "messages":
            body = {"key": f"key-of-{who}-{agent}", "text": "您好"}
        self._browser(agent).post(f"/api/tickets/{self._tickets[who]}/{act}", body)

    def _browser(self, agent: str) -> Browser:
        return self._agents[agent]

    def goes(self, minutes: float, who: str, reason: str | None = None) -> None:
        """The user ends it, or it ends by itself."""
        self.site.store.close(who, self.at(minutes), reason, tell=False)


@pytest.fixture
def history(site: Site, monkeypatch: pytest.MonkeyPatch) -> History:
    it = History(site, monkeypatch)
    taken_and_ended(it)
    nobody_there_or_put_back(it)
    ended_otherwise(it)
    return it


def taken_and_ended(it: History) -> None:
    # Taken after 2, answered after 1, over after 10 minutes; asked again within a day, and still open.
    it.asks(0, "a")
    it.does(2, "wang", "claim", "a")
    it.does(3, "wang", "messages", "a")
    it.does(12, "wang", "close", "a", ended="solved")
    it.asks(60, "a")
    it.does(70, "wang", "claim", "a")
    # Passed on before anybody answered: of the one who has it at the end.
    it.asks(1, "b")
    it.does(5, "li", "claim", "b")
    it.does(8, "li", "transfer", "b", agent="wang")
    it.does(10, "wang", "messages", "b")
    it.does(35, "wang", "close", "b", ended="unsolved")


def nobody_there_or_put_back(it: History) -> None:
    # Nobody was there, and it was answered later.
    it.asks(2, "c", attended=False)
    it.does(600, "li", "claim", "c")
    it.does(601, "li", "messages", "c")
    it.does(605, "li", "close", "c", ended="solved")
    # Not waited for; asked again, but no agent had ended it.
    it.asks(3, "d", topic=None)
    it.goes(13, "d")
    it.asks(14, "d", topic=None)
    # Taken, put back, and not taken again.
    it.asks(4, "e")
    it.does(5, "wang", "claim", "e")
    it.does(6, "wang", "give-back", "e", to="queue")
    it.goes(34, "e", "idle")
    # Nobody was there; taken, put back, taken by another, given to the assistant: what it waited is not known.
    it.asks(5, "f", attended=False)
    it.does(610, "li", "claim", "f")
    it.does(611, "li", "give-back", "f", to="queue")
    it.does(620, "wang", "claim", "f")
    it.does(622, "wang", "messages", "f")
    it.does(630, "wang", "give-back", "f", to="assistant")
    # Nobody was there, and its user withdrew it; nobody was there, and it needed no answer.
    it.asks(6, "g", attended=False)
    it.goes(50, "g")
    it.asks(7, "h", attended=False)
    it.does(615, "wang", "close", "h", ended="solved")


def ended_otherwise(it: History) -> None:
    # The user went back to the assistant.
    it.asks(8, "i")
    it.does(9, "wang", "claim", "i")
    it.does(9.5, "wang", "messages", "i")
    it.goes(20, "i")
    # The agent vanished, another one went on; afterwards the user says that it was not solved.
    it.asks(9, "j")
    it.does(10, "li", "claim", "j")
    it.at(15)
    it.site.presence.leave("li")
    it.site.handovers.lost(BEGAN.timestamp())
    it.does(30, "wang", "claim", "j")
    it.does(31, "wang", "messages", "j")
    it.does(40, "wang", "close", "j", ended="solved")
    it.site.store.rate("j", it.site.row(it._tickets["j"]).number, solved=False)
    # Late in the day, over on the next one, asked again on the day after it.
    it.asks(890, "k")
    it.does(900, "wang", "claim", "k")
    it.does(2100, "wang", "close", "k", ended="solved")
    it.asks(3400, "k")


def figures_of(site: Site, day: str) -> Any:
    return site.signed_in(f"reader-{day}", role="reader").get(f"/api/figures?from={day}&to={day}")


def table(rows: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    return {row["title"]: [row[name] for name in names] for row in rows}


def test_the_counts_of_the_day(site: Site, history: History) -> None:
    result = figures_of(site, "2026-11-23")
    expected = {
        # a twice, b, f, i, j, k
        "客服wang": [7, 7, 6, 0, 2, 2, 2],
        "客服li": [1, 1, 1, 0, 0, 1, 0],
        # d twice, g, h
        "无人接待": [4, 0, 3, 2, 0, 1, 0],
        "放回后无人接待": [1, 1, 1, 1, 0, 0, 0],
    }
    assert table(result["agents"], COLUMNS) == expected
    assert [row["title"] for row in result["agents"]][-2:] == ["无人接待", "放回后无人接待"]
    total = [13, 9, 11, 3, 2, 4, 2]
    assert [result["total"][name] for name in COLUMNS] == total
    for name in ("days", "agents", "topics"):
        assert [sum(column) for column in zip(*table(result[name], COLUMNS).values(), strict=True)] == total
    assert table(result["topics"], ("asked",)) == {"忘记密码": [11], "未分类": [2]}


def test_the_times_of_the_day(site: Site, history: History) -> None:
    result = figures_of(site, "2026-11-23")
    times = table([*result["agents"], result["total"]], TIMES)
    minutes = {name: [None if one is None else one / 60 for one in row] for name, row in times.items()}
    assert minutes == {
        # Waits of a, a, b, i, j, k: 2, 10, 4, 1, 1, 10. First words of a, b, f, i, j: 1, 5, 12, 0.5, 21.
        # From taking to the end, a, b, f, i, j, k: 10, 30, 20, 11, 30, 1200.
        "客服wang": [3, 10, 5, 25],
        "客服li": [None, None, 1, 5],
        "无人接待": [None, None, None, None],
        "放回后无人接待": [1, 1, None, 29],
        # All of these, and e: waits 1, 1, 1, 2, 4, 10, 10; first words 0.5, 1, 1, 5, 12, 21;
        # lengths 5, 10, 11, 20, 29, 30, 30, 1200.
        "合计": [2, 10, 3, 24.5],
    }


def test_the_workbook_says_the_same(site: Site, history: History) -> None:
    admin = site.signed_in("boss", role="admin")
    answer = admin.ask("GET", "/api/figures.xlsx?from=2026-11-23&to=2026-11-23")
    sheet = load_workbook(io.BytesIO(answer.content))["按客服"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["无人接待"][:4] == (4, 0, 3, 2)
    assert rows["放回后无人接待"][:4] == (1, 1, 1, 1)
    assert rows["合计"] == (13, 9, 11, 3, 2, 120, 600, 180, 1470, 4, 2)


def test_another_day_has_its_own(site: Site, history: History) -> None:
    assert figures_of(site, "2026-11-24")["total"]["asked"] == 0
    assert figures_of(site, "2026-11-25")["total"]["asked"] == 1
