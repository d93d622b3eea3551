import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.ids import LONGEST_TITLE, new_id, title_of, topic_id


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("怎么打印证书", "a_dayin_zhengshu"),
        ("如何打印证书？", "a_dayin_zhengshu"),
        ("忘记密码怎么办", "a_wangji_mima"),
        ("外地户籍可以办证吗", "a_waidi_huji_banzheng"),
        ("怎么", "a_zenme"),
        ("VPN连不上", "a_vpn_lianbushang"),
        ("请问我现在退休了需要学习吗", "a_tuixiu_xuexi"),
        ("……", "a_entry"),
        ("证书上的照片能换吗", "a_zhengshu_zhaopian"),
        ("证书里面的名字错了", "a_zhengshu_mingzi_cuo"),
        ("系统中怎么查学时", "a_xitong_cha_xueshi"),
        ("账号下有两个单位", "a_zhanghao_you_liangge"),
        ("下不了证书", "a_xia_buliao_zhengshu"),
        ("课程能上吗", "a_kecheng_shang"),
        ("能不能提前还款", "a_tiqian_haikuan"),
        ("可不可以退卡", "a_tuika"),
        ("押金能否退", "a_yajin_tui"),
    ],
)
def test_an_id_is_made_of_the_words_that_say_what_it_is_about(title: str, id_: str) -> None:
    assert new_id("a", title, ()) == id_


def test_a_topic_is_named_after_its_heading() -> None:
    assert topic_id("办证", ()) == "banzheng"
    assert topic_id("办证", {"banzheng"}) == "banzheng2"


@given(st.text(max_size=60), st.lists(st.text(max_size=3), max_size=3))
def test_every_title_gives_an_id_of_the_catalog_s_form(title: str, taken: list[str]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", new_id("a", title, taken))
    assert re.fullmatch(r"[a-z0-9]+", topic_id(title, taken))


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("怎么打印证书", "怎么打印证书"),
        ("提示学时已达上限，不能申报提交学时，提示申报已达上限怎么办", "提示学时已达上限，不能申报提交学时"),
        ("一" * 30, "一" * LONGEST_TITLE),
        ("单位账号的管理员离职了没有做交接现在新管理员登录不上去", "单位账号的管理员离职了没有做交接现在新"),
    ],
)
def test_a_title_ends_at_a_pause(question: str, title: str) -> None:
    assert title_of(question) == title
