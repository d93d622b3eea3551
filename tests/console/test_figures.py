"""A day counted by hand."""

import io
from datetime import datetime, timedelta, timezone

import pytest
from openpyxl import load_workbook

from console.figures.figures import PersonRequest, asked_again, figures
from console.figures.workbook import COLUMNS, workbook
from persistence.tables import tickets
from tests.console.site import Site

DAY = datetime(2026, 11, 23, 1, 0, tzinfo=timezone.utc)
"""Nine o'clock in China."""


def at(minutes: float | None) -> datetime | None:
    return None if minutes is None else DAY + timedelta(minutes=minutes)


def one(
    conversation: str,
    opened: float,
    times: tuple[float | None, float | None, float | None, float | None] = (None, None, None, None),
    ended: str | None = None,
    agent: str | None = "wang",
) -> PersonRequest:
    """`times`: waiting since, claimed, first reply, closed, in minutes."""
    waiting, claimed, replied, closed = (at(minutes) for minutes in times)
    began = DAY + timedelta(minutes=opened)
    return PersonRequest(conversation, "password", agent, began, waiting, claimed, replied, closed, ended)


REQUESTS = [
    one("a", 0, (0, 2, 3, 12), "solved"),
    one("b", 1, (1, 5, 5.5, 35), "unsolved", "li"),
    # Nobody was there: what it waited for over night is no waiting time.
    one("c", 2, (None, 600, 601, 605), "solved"),
    one("d", 3, (3, None, None, 13), "abandoned", None),
    # Taken, put back, and not taken again.
    one("e", 4, (4, 5, None, 34), "idle", None),
    # Again after the end, within a day.
    one("a", 60, (60, 70, None, None), None),
    # Again, but the user had ended it.
    one("d", 61, (None, None, None, None), None, None),
    one("f", 24 * 60, (24 * 60, 24 * 60 + 1, None, None), None),
]


def test_counted_by_hand() -> None:
    result = figures(REQUESTS, asked_again(REQUESTS), str, str)
    total = result["total"]
    counts = {
        name: total[name] for name in ("asked", "claimed", "closed", "given_up", "reopened", "solved", "unsolved")
    }
    assert counts == {
        "asked": 8, "claimed": 6, "closed": 5, "given_up": 2, "reopened": 1, "solved": 2, "unsolved": 1,
    }  # fmt: skip
    # Waited: 2, 4, 1, 10 and 1 minutes.
    assert (total["wait_median"], total["wait_p95"]) == (120.0, 600.0)
    # First words after 1, 0.5 and 1 minutes; from taking to the end 10, 30, 5 and 29.
    assert (total["first_reply_median"], total["length_median"]) == (60.0, 1170.0)
    assert [(day["key"], day["asked"]) for day in result["days"]] == [("2026-11-23", 7), ("2026-11-24", 1)]
    agents = [(row["title"], row["claimed"], row["reopened"], row["given_up"]) for row in result["agents"]]
    assert agents == [("li", 1, 0, 0), ("wang", 4, 1, 0), ("无人接待", 0, 0, 1), ("放回后无人接待", 1, 0, 1)]
    assert result["topics"][0]["asked"] == 8


def test_each_table_adds_up() -> None:
    requests = [*REQUESTS, PersonRequest("g", None, None, DAY, None, None, None, None, None)]
    result = figures(requests, asked_again(requests), str, str)
    assert result["topics"][-1]["title"] == "未分类"
    for name in ("days", "agents", "topics"):
        assert sum(row["asked"] for row in result[name]) == result["total"]["asked"] == 9


def test_nothing_is_no_zero() -> None:
    total = figures([], frozenset(), str, str)["total"]
    assert (total["asked"], total["wait_median"], total["wait_p95"]) == (0, None, None)


def test_a_title_that_looks_like_a_formula_is_none() -> None:
    result = figures(REQUESTS, frozenset(), lambda _: "=1+1", str)
    held = load_workbook(io.BytesIO(workbook(result)))
    assert held.sheetnames == ["按天", "按客服", "按主题"]
    cell = held["按客服"].cell(2, 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert [one.value for one in held["按天"][1]][1:] == [*COLUMNS.values()][1:]


def test_days_are_those_of_china_and_who_looks_is_kept(site: Site) -> None:
    ticket = site.asks("web-a")
    site.asks("web-b")
    admin, reader = site.signed_in("boss", role="admin"), site.signed_in("reader", role="reader")
    with site.database.begin() as connection:
        # 23 November, 23:59 and 24 November, 00:00 in China.
        late = tickets.update().where(tickets.c.id == ticket).values(opened="2026-11-23T16:00:00+00:00")
        connection.execute(late)
        other = tickets.update().where(tickets.c.id != ticket).values(opened="2026-11-23T15:59:59+00:00")
        connection.execute(other)
    reply = reader.get("/api/figures?from=2026-11-24&to=2026-11-24")
    assert (reply["total"]["asked"], reply["topics"][0]["title"]) == (1, "忘记密码")
    assert reader.get("/api/figures?from=2026-11-23&to=2026-11-23")["total"]["asked"] == 1
    answer = admin.ask("GET", "/api/figures.xlsx?from=2026-11-23&to=2026-11-24")
    assert load_workbook(io.BytesIO(answer.content))["按天"].max_row == 4
    assert site.done() == [("boss", "figures_exported", None)]


@pytest.mark.parametrize(
    "days", ["from=x", "from=2026-11-24&to=2026-11-23", "from=2020-01-01&to=2026-01-01", "to=0001-01-01"]
)
def test_days_that_are_none(site: Site, days: str) -> None:
    assert site.signed_in("reader", role="reader").ask("GET", f"/api/figures?{days}").status_code == 400
