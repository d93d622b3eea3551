"""Handlers for searching answers of the FAQ and for canned replies."""

import asyncio
from typing import Any

from pydantic import Field

from console.answers.canned import MOST, TooManyReplies
from console.conversation.cleaning import LONGEST_TEXT, NOT_KEPT, readable, require_clean
from console.http.problem import Problem
from console.http.request import ConsoleRequest, JsonForm

MOST_FOUND = 8


class CannedReply(JsonForm):
    title: str = Field(min_length=1, max_length=40)
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)


async def search_answers(request: ConsoleRequest) -> Any:
    sought = request.query("q")
    return {"answers": await asyncio.to_thread(request.services.nearest.to, sought, MOST_FOUND) if sought else []}


async def list_canned(request: ConsoleRequest) -> Any:
    return {"canned": await asyncio.to_thread(request.services.canned.all)}


async def add_canned(request: ConsoleRequest) -> Any:
    form = await request.form(CannedReply)
    # All agents read canned replies, so they must hold no personal data.
    public = await asyncio.to_thread(request.services.nearest.public)
    if not readable(form.title) or not readable(form.text):
        raise Problem(400, "请填写标题和内容。")
    title = require_clean(form.title, public, NOT_KEPT, "title")
    text = require_clean(form.text, public, NOT_KEPT)
    await asyncio.to_thread(request.services.audit.note, request.agent.id, "canned_added", request.address)
    try:
        id_ = await asyncio.to_thread(request.services.canned.add, title, text, request.agent.id)
    except TooManyReplies:
        raise Problem(409, f"常用语已有 {MOST} 条，请先删掉一些。") from None
    return {"id": id_, "title": title, "text": text}


async def remove_canned(request: ConsoleRequest) -> Any:
    await asyncio.to_thread(request.services.audit.note, request.agent.id, "canned_removed", request.address)
    if not await asyncio.to_thread(request.services.canned.remove, request.path_value("id")):
        raise Problem(404, "没有这条常用语，可能已被删除。")
    return {}
