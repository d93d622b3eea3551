import pytest

from zh.awaiting import (
    NUMBER,
    PHONE,
    WHEN,
    WHERE,
    asked_of_request,
    is_about_contact,
    is_of_request,
    is_only_of_request,
    withdraws,
)
from zh.reading import read


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("客服会打电话来不", {PHONE}),
        ("你们是发短信给我吗", {PHONE}),
        ("几点给我打过来", {PHONE, WHEN}),
        ("我手机号要不要报一下", {PHONE}),
        ("会有人给我来个电话吗", {PHONE}),
        ("那他们怎么联系我", {WHERE}),
        ("到时候在哪看答复", {WHERE}),
        ("会不会有人回我", {WHERE}),
        ("我能先离开不", {WHERE}),
        ("还得等多长时间", {WHEN}),
        ("什么时候通知我", {WHEN}),
        ("现在有人没", {WHEN}),
        ("这个编号有什么用", {NUMBER}),
        ("编号是什么意思,几点上班", {NUMBER, WHEN}),
        ("登记好了，那谁回复我，要留电话不", {PHONE, WHERE}),
        ("我的请求处理了吗", set()),
        ("登记的有人看过吗", set()),
    ],
)
def test_what_is_asked_of_a_request(text: str, kinds: set[str]) -> None:
    assert asked_of_request(read(text)) == kinds


def test_words_of_a_request_are_none_of_another_matter() -> None:
    assert is_of_request("大概什么时候能有人")
    assert not is_of_request("申报处理了吗")
    assert is_about_contact("他们从哪找我")
    assert is_about_contact("谁给我打电话")
    assert is_about_contact("编号9是做什么的")
    assert not is_about_contact("谁给我审核")
    assert not is_about_contact("证书编号是做什么的")
    assert not is_about_contact("审核通过了会通知我吗")
    assert not is_about_contact("怎么联系管理员")


@pytest.mark.parametrize("text", ["我号码报给你行不", "明天真有人给看吗", "页面关了还收得到回复不", "得等几天"])
def test_nothing_but_the_request_is_asked_about(text: str) -> None:
    assert is_only_of_request(text)


@pytest.mark.parametrize("text", ["课程几天能学完", "医保局几点上班", "证书编号在哪看", "单位多久能审完", "在哪里弄"])
def test_another_subject_is_asked_about(text: str) -> None:
    assert not is_only_of_request(text)


@pytest.mark.parametrize(
    "text", ["那就撤掉吧", "行,撤了", "中,你给我撤回来吧", "麻烦把请求撤销", "撤吧撤吧", "撤了呗,不等了"]
)
def test_who_says_so_withdraws(text: str) -> None:
    assert withdraws(read(text), prompted=False)


@pytest.mark.parametrize(
    "text", ["先别撤", "怎么撤回", "我想撤回", "注册填错了,帮我撤了吧", "撤回点不了", "好的", "不等了"]
)
def test_who_says_something_else_does_not(text: str) -> None:
    assert not withdraws(read(text), prompted=True)


def test_a_mere_word_withdraws_where_it_was_asked_for() -> None:
    for text in ("撤回", "取消", "那取消吧"):
        assert withdraws(read(text), prompted=True)
        assert not withdraws(read(text), prompted=False)
