import pytest

from zh.passages import are_opposed, passages, sentences

ANSWER = (
    "先确定审核是否通过。如果没有，您可以自行撤回。点击【综合查询】——再点击【撤回申请】。"
    "如果撤回不了，您可以联系单位管理员。若已经通过了，请发邮件，1-3个工作日处理。"
)


def test_each_clause_has_the_sentence_it_stands_in() -> None:
    by_clause = {passage.clause: passage.text for passage in passages(ANSWER)}
    assert by_clause["1-3个工作日处理"] == "若已经通过了，请发邮件，1-3个工作日处理。"
    assert by_clause["再点击【撤回申请】"] == "点击【综合查询】——再点击【撤回申请】。"
    assert by_clause["先确定审核是否通过"] == "先确定审核是否通过。"


def test_a_condition_has_all_that_holds_under_it() -> None:
    conditions = {passage.clause: passage.text for passage in passages(ANSWER) if passage.is_condition}
    assert list(conditions) == ["没有", "撤回不了", "已经通过了"]
    assert conditions["没有"] == "如果没有，您可以自行撤回。点击【综合查询】——再点击【撤回申请】。"


def test_a_text_without_words_has_none() -> None:
    assert passages("") == passages("。；！") == []


def test_every_passage_stands_in_the_answer() -> None:
    assert all(passage.clause in ANSWER and passage.text in ANSWER for passage in passages(ANSWER))


@pytest.mark.parametrize(("message", "condition"), [("单位是对的", "所在单位不对"), ("审核没过", "注册审核通过了")])
def test_the_opposite_of_a_condition(message: str, condition: str) -> None:
    assert are_opposed(message, condition)


@pytest.mark.parametrize(
    ("message", "condition"), [("单位没错", "所在单位正确"), ("联系不上", "无法联系到管理员"), ("还是不行", "还有问题")]
)
def test_what_a_condition_says(message: str, condition: str) -> None:
    assert not are_opposed(message, condition)


def test_a_mark_between_quotation_marks_ends_no_sentence() -> None:
    quoted = "点击此处“收不到验证码？请点击”，输入姓名；"
    assert sentences(f"{quoted}再保存。") == [quoted, "再保存。"]


@pytest.mark.parametrize("named", ["点击【忘记密码？】找回密码。", "点【提交；保存】后等待。", "点【提交。"])
def test_nor_does_one_in_the_name_of_a_button(named: str) -> None:
    assert sentences(f"{named}再登录。") == [named, "再登录。"]
    assert sentences("点击“保存。再提交。") == ["点击“保存。", "再提交。"]
