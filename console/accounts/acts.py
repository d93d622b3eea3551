"""The acts that the audit records, with their Chinese names and descriptions of their details."""

import re
from collections.abc import Callable, Mapping
from typing import Literal

Act = Literal[
    "sign_in", "sign_in_failed", "sign_out", "sign_out_everywhere", "presence", "joined", "password_changed",
    "invited", "admin_link", "agent_changed",
    "read", "claimed", "replied", "transferred", "given_back", "given_to_assistant", "closed",
    "canned_added", "canned_removed", "form_asked", "form_read", "figures_exported",
]  # fmt: skip

NAMES: Mapping[Act, str] = {
    "sign_in": "登录",
    "sign_in_failed": "登录失败",
    "sign_out": "退出登录",
    "sign_out_everywhere": "在所有设备上退出",
    "presence": "改变状态",
    "joined": "开通账号",
    "password_changed": "修改密码",
    "invited": "邀请",
    "admin_link": "生成管理员的注册链接",
    "agent_changed": "修改账号",
    "read": "查看他人的对话",
    "claimed": "接待",
    "replied": "回复",
    "transferred": "转给同事",
    "given_back": "放回排队",
    "given_to_assistant": "交还助手",
    "closed": "结束对话",
    "canned_added": "添加常用语",
    "canned_removed": "删除常用语",
    "form_asked": "请用户填写资料",
    "form_read": "查看用户资料",
    "figures_exported": "导出统计",
}

ROLES = {"admin": "管理员", "agent": "坐席", "reader": "只读"}
STATES = {"online": "在线", "busy": "忙碌", "offline": "离线"}
# "assistant" needs no text, because giving a conversation to the assistant is a separate act.
ENDS = {"solved": "已解决", "unsolved": "未解决", "assistant": ""}

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")

Titles = Mapping[str, str]
"""Titles of agents, by id and by sign-in name."""


def detail_text(what: str, detail: str | None, titles: Titles, answer: Callable[[str], str]) -> str:
    """Return the description of an act's detail, or "". `answer`: returns an answer's title by id, or ""."""
    text = detail or ""
    if what == "agent_changed":
        return _changed(text, titles)
    if what == "transferred":
        return titles.get(text, text)
    if what == "replied":
        return f"标准答案“{answer(text) or '已删除'}”" if text else ""
    if what == "figures_exported":
        return _DAYS.sub(r"\1 至 \2", text)
    return {**ROLES, **STATES, **ENDS}.get(text, "")


def agent_in_detail(what: str, detail: str | None) -> str | None:
    """Return the id or name of the agent in a detail; None if there is none."""
    if what == "agent_changed":
        return (detail or "").partition(" ")[0]
    return detail if what == "transferred" else None


def _changed(detail: str, titles: Titles) -> str:
    who, _, fields = detail.partition(" ")
    # Earlier versions recorded no field if only the title was changed.
    changes = [_field(*field.partition("=")[::2]) for field in fields.split("、") if field] or ["改了称呼"]
    return f"{titles.get(who) or '已删除的账号'}：{'，'.join(changes)}"


def _field(name: str, value: str) -> str:
    if name == "role":
        return f"权限改为{ROLES.get(value, '其他')}"
    if name == "most":
        return f"同时接待的上限改为 {value}"
    if name == "disabled":
        return "停用" if value == "True" else "恢复使用"
    return "改了称呼"
