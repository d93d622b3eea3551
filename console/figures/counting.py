"""The figures for those who look after the desk."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

from starlette.responses import Response

from console.figures.workbook import workbook
from console.http.problem import Problem
from console.http.request import ConsoleRequest
from owner.open_now import CHINA

MOST_DAYS = 366
DAYS = 30
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def shown(asked: ConsoleRequest) -> Any:
    return await asyncio.to_thread(asked.parts.requests.figures, *_days(asked))


async def as_workbook(asked: ConsoleRequest) -> Response:
    first, last = _days(asked)
    who, named = asked.agent, f"{first.isoformat()}_{last.isoformat()}"
    await asyncio.to_thread(asked.parts.audit.note, who.id, "figures_exported", asked.address, detail=named)
    found = await asyncio.to_thread(asked.parts.requests.figures, first, last)
    made = await asyncio.to_thread(workbook, found)
    name = {"Content-Disposition": f'attachment; filename="figures_{named}.xlsx"'}
    return Response(made, media_type=EXCEL, headers=name)


def _days(asked: ConsoleRequest) -> tuple[date, date]:
    """Return the first and the last day that are asked for; the last thirty where none are."""
    today = datetime.now(CHINA).date()
    first, last = _day(asked, "from", today - timedelta(days=DAYS - 1)), _day(asked, "to", today)
    if not first <= last <= first + timedelta(days=MOST_DAYS):
        raise Problem(400, f"开始日期要在结束日期之前，最多 {MOST_DAYS} 天。")
    return first, last


def _day(asked: ConsoleRequest, name: str, default: date) -> date:
    found = asked.query(name)
    try:
        day = date.fromisoformat(found) if found else default
    except ValueError:
        raise Problem(400, "日期要写成 2026-01-31 这样。") from None
    if not 2000 <= day.year <= 2100:
        raise Problem(400, "日期要写成 2026-01-31 这样。")
    return day
