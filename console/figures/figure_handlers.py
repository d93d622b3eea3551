"""Handlers that return the desk's figures of some days, as JSON or as a workbook."""

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


async def show_figures(request: ConsoleRequest) -> Any:
    return await asyncio.to_thread(request.services.ticket_figures.figures, *_days(request))


async def download_workbook(request: ConsoleRequest) -> Response:
    first, last = _days(request)
    who, named = request.agent, f"{first.isoformat()}_{last.isoformat()}"
    await asyncio.to_thread(request.services.audit.note, who.id, "figures_exported", request.address, detail=named)
    figures = await asyncio.to_thread(request.services.ticket_figures.figures, first, last)
    made = await asyncio.to_thread(workbook, figures)
    name = {"Content-Disposition": f'attachment; filename="figures_{named}.xlsx"'}
    return Response(made, media_type=EXCEL, headers=name)


def _days(request: ConsoleRequest) -> tuple[date, date]:
    """Return the first and last day of the query; by default the last thirty days. Raises Problem."""
    today = datetime.now(CHINA).date()
    first, last = _day(request, "from", today - timedelta(days=DAYS - 1)), _day(request, "to", today)
    if not first <= last <= first + timedelta(days=MOST_DAYS):
        raise Problem(400, f"开始日期要在结束日期之前，最多 {MOST_DAYS} 天。")
    return first, last


def _day(request: ConsoleRequest, name: str, default: date) -> date:
    value = request.query(name)
    try:
        day = date.fromisoformat(value) if value else default
    except ValueError:
        raise Problem(400, "日期要写成 2026-01-31 这样。") from None
    if not 2000 <= day.year <= 2100:
        raise Problem(400, "日期要写成 2026-01-31 这样。")
    return day
