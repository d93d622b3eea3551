"""The record of who did what speaks plain Chinese: every act, and what stands beside it."""

import re
from typing import Any, get_args

import pytest

from console.accounts.acts import NAMES, Act
from console.accounts.audit import Audit
from owner.live import answer_titles
from persistence.staff_tables import agents
from tests.console.site import Site

LATIN = re.compile(r"[A-Za-z_=]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")

DETAILS: dict[Act, dict[str, str]] = {
    "presence": {"online": "在线", "busy": "忙碌", "offline": "离线"},
    "joined": {"admin": "管理员", "agent": "坐席", "reader": "只读"},
    "invited": {"admin": "管理员", "agent": "坐席", "reader": "只读"},
    "transferred": {"xiaoli": "小李"},
    "closed": {"solved": "已解决", "unsolved": "未解决"},
    "given_to_assistant": {"assistant": ""},
    "figures_exported": {"2026-11-01_2026-11-30": "2026-11-01 至 2026-11-30"},
    "agent_changed": {
        "id-li": "小李：改了称呼",
        "id-li title": "小李：改了称呼",
        "id-li most=3、role=reader": "小李：同时接待的上限改为 3，权限改为只读",
        "id-li disabled=True": "小李：停用",
        "id-li disabled=False、title": "小李：恢复使用，改了称呼",
        "gone role=admin": "已删除的账号：权限改为管理员",
    },
}
"""What is kept beside an act, also as earlier versions kept it, and what is shown of it."""


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_has_a_name(act: Act) -> None:
    assert CHINESE.search(NAMES[act])
    assert not LATIN.search(NAMES[act])


def li(site: Site) -> None:
    """Make an agent who signs in with another word than the id."""
    site.agent("id-li", title="小李")
    with site.database.begin() as connection:
        connection.execute(agents.update().where(agents.c.id == "id-li").values(name="xiaoli"))


def shown(site: Site, act: Act, detail: str, agent: str | None = "id-li") -> dict[str, Any]:
    Audit(site.database).note(agent, act, "127.0.0.1", detail=detail)
    rows: list[dict[str, Any]] = site.services.audit.rows(0)
    return rows[0]


@pytest.mark.parametrize(("act", "detail", "said"), [(act, *one) for act in DETAILS for one in DETAILS[act].items()])
def test_what_stands_beside_it(site: Site, act: Act, detail: str, said: str) -> None:
    li(site)
    row = shown(site, act, detail)
    assert (row["by"], row["act"], row["detail"]) == ("小李", NAMES[act], said)


def test_an_answer_is_named_by_its_title(site: Site) -> None:
    li(site)
    id_, known = next(iter(answer_titles().items()))
    assert shown(site, "replied", id_)["detail"] == f"标准答案“{known.title}”"
    assert shown(site, "replied", "was_removed")["detail"] == "标准答案“已删除”"
    assert shown(site, "replied", "")["detail"] == ""


def test_where_nobody_has_an_account(site: Site) -> None:
    assert shown(site, "admin_link", "", None)["by"] == "运维人员"
    assert shown(site, "sign_in_failed", "", None)["by"] == "不认识的登录名"
    assert not LATIN.search(shown(site, "closed", "of_a_later_version")["detail"])


def test_a_day_at_the_desk_leaves_no_code_behind(site: Site) -> None:
    boss = site.signed_in("boss", role="admin", title="主管")
    li(site)
    ticket = site.asks("web-a")
    boss.post("/api/presence", {"state": "busy"})
    boss.post("/api/invitations", {"role": "agent"})
    boss.ask("PATCH", "/api/agents/id-li", {"title": "李老师", "most": 3, "role": "admin"})
    boss.post(f"/api/tickets/{ticket}/claim")
    boss.post(f"/api/tickets/{ticket}/transfer", {"agent": "id-li", "note": ""})
    boss.get(f"/api/tickets/{ticket}")
    boss.ask("GET", "/api/figures.xlsx")
    rows = boss.get("/api/audit")["rows"]
    assert [row["act"] for row in rows] == [
        "导出统计", "查看他人的对话", "转给同事", "接待", "修改账号", "邀请", "改变状态",
    ]  # fmt: skip
    assert not [row for row in rows if LATIN.search(row["by"] + row["act"] + row["detail"])]
