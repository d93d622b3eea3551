import pytest
from hypothesis import given
from hypothesis import strategies as st

from zh.roles import RoleReading, find_role, role_ids


def role(text: str, reading: RoleReading) -> str | None:
    found = find_role(text, reading)
    return found.role if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我是老师", "personal"),
        ("我是济南的老师，密码忘了", "personal"),
        ("我是今年刚入职的护士", "personal"),
        ("我是专技个人", "personal"),
        ("不是，是个人", "personal"),
        ("我个人密码忘了", "personal"),
        ("不对，我是单位管理员", "unit"),
        ("我是医院的hr，密码忘了", "unit"),
        ("我是人事科的", "unit"),
        ("我管单位账号", "unit"),
        ("我负责我们学校的账号", "unit"),
        ("我是单位的", "unit"),
        ("我是教育局的", "department"),
        ("我这边是卫健局", "department"),
        ("我是行业主管", "department"),
        ("我们是培训机构，怎么注册", "institution"),
        ("我给自己弄的", "personal"),
        ("我是给自己办的", "personal"),
        ("我是局里负责审核的", "department"),
        ("我们局里是主管部门账号", "department"),
        ("我们培训中心的号登不上", "institution"),
        ("我们机构自己的也忘了", "institution"),
        ("单位那个呢 谁批的来着", "unit"),
    ],
)
def test_who_the_user_says_to_be(text: str, expected: str) -> None:
    assert role(text, RoleReading.STATED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "怎么注册",
        "找个人跟我说",
        "我想找个人问问",
        "我把个人信息都填好提交了",
        "这个是我们学校管理员批还是人社局批",
        "单位管理员没给我审核",
        "我们单位管理员不给审",
        "我单位没有管理员",
        "老师让我注册",
        "我们自己的号注册了还没通过",
        "咱们自己的号谁审",
    ],
)
def test_somebody_else_is_not_the_user(text: str) -> None:
    assert role(text, RoleReading.STATED) is None


def test_a_role_that_is_denied_is_none() -> None:
    assert role("我不是管理员，我是老师", RoleReading.STATED) == "personal"
    assert role("我是管理员不是个人", RoleReading.STATED) == "unit"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单位怎么注册", "unit"),
        ("学校怎么注册", "unit"),
        ("我们医院要注册", "unit"),
        ("注册单位账号", "unit"),
        ("主管部门忘记密码", "department"),
        ("教育局怎么注册", "department"),
        ("继续教育机构怎么注册", "institution"),
        ("个人怎么注册", "personal"),
        ("老师忘记密码怎么办", "personal"),
        ("找单位管理员重置密码", None),
        ("忘记密码，单位管理员不给重置", None),
        ("密码错误", None),
    ],
)
def test_whom_a_question_is_about(text: str, expected: str | None) -> None:
    assert role(text, RoleReading.ASKED_ABOUT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("个人", "personal"),
        ("就是个普通员工", "personal"),
        ("我自己", "personal"),
        ("医院的hr", "unit"),
        ("公司人事", "unit"),
        ("单位", "unit"),
        ("单位的", "unit"),
        ("管理员", "unit"),
        ("主管局的", "department"),
        ("局里的", "department"),
        ("培训机构", "institution"),
        ("机构", "institution"),
        ("不知道", None),
        ("", None),
    ],
)
def test_any_hint_will_do_in_reply(text: str, expected: str | None) -> None:
    assert role(text, RoleReading.ANSWERED) == expected


@given(st.text(alphabet="我是不单位个人老师管理员主部门，的"))
def test_what_is_found_is_a_role_within_the_text(text: str) -> None:
    for reading in RoleReading:
        found = find_role(text, reading)
        assert found is None or (found.role in role_ids() and 0 <= found.start < found.end <= len(text))


def test_a_name_is_told_by_its_sound_only_in_reply() -> None:
    found = find_role("用人单为", RoleReading.ANSWERED)
    assert found is not None
    assert found.role == "unit"
    assert find_role("用人单为", RoleReading.STATED) is None
    assert find_role("我想问一下用人单为怎么弄的", RoleReading.ANSWERED) is None


def test_a_denial_may_have_words_in_between() -> None:
    assert find_role("不是问我个人的", RoleReading.ANSWERED) is None


def test_that_person_is_nobody_but_what_goes_on_may_be_about_one() -> None:
    found = find_role("那个人怎么注册", RoleReading.ASKED_ABOUT)
    assert found is not None
    assert found.role == "personal"
    assert find_role("找那个人怎么注册", RoleReading.ASKED_ABOUT) is None
