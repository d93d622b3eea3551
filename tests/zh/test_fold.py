import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from owner.live import profile, showing, using
from owner.versions import View
from zh.fold import VARIANTS_FILE, fold, normalize


@pytest.mark.parametrize(
    "text",
    [
        "怎么注册",
        "怎么 注册？",
        "怎　么　注　册！！",
        "怎麼註冊",
        "【怎么注册】",
        "怎么注册😀",
        "怎么、注_册…",
    ],
)
def test_width_script_punctuation_and_emoji_make_no_difference(text: str) -> None:
    assert fold(text) == "怎么注册"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＩＥ浏览器", "ie浏览器"),
        ("登陆帐号", "登录账号"),
        ("身分证", "身份证"),
        ("手机号码错了", "手机号错了"),
        ("①", "1"),
    ],
)
def test_texts_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("怎么改", "改怎么"),
        ("能改吗", "不能改吗"),
        ("30学时", "90学时"),
        ("100", "1000"),
        ("公需课", "专业课"),
    ],
)
def test_texts_that_are_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "read"), [("🈶人吗", "有人吗"), ("🈚法登录", "无法登录"), ("🈶", ""), ("🈚 🈲！", ""), ("㊗️🎉", "")]
)
def test_an_emoji_is_a_word_only_beside_others(text: str, read: str) -> None:
    assert fold(text) == read
    assert fold(normalize(text)) == read


def test_normalizing_keeps_punctuation_and_single_blanks() -> None:
    assert normalize("  怎么　 註冊？ ") == "怎么 注册?"


def test_a_character_typed_over_and_over_counts_once_but_a_digit_does_not() -> None:
    assert normalize("急急急急") == "急"
    assert normalize("看看") == "看看"
    assert normalize("10000") == "10000"


def test_a_latin_spelling_counts_only_as_a_word_of_its_own() -> None:
    assert normalize("wechat") == "wechat"


def test_no_spelling_variant_leads_to_another_one() -> None:
    variants = yaml.safe_load(VARIANTS_FILE.read_text(encoding="utf-8"))
    assert {right: normalize(right) for right in variants.values() if normalize(right) != right} == {}


@given(st.text())
def test_a_fold_holds_words_only(text: str) -> None:
    assert all(char.isalnum() or not char.isascii() for char in fold(text))


@pytest.mark.parametrize(("text", "read"), [("个 人", "个人"), ("忘 记 密 码", "忘记密码"), ("我 是老师", "我 是老师")])
def test_single_characters_with_blanks_between_are_one_word(text: str, read: str) -> None:
    assert normalize(text) == read


def test_a_word_with_blanks_in_it_is_spelt_as_usual() -> None:
    assert normalize("登 陆") == "登录"


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("登不上登不上登不上", "登不上"),
        ("搜到了搜到了", "搜到了"),
        ("一门一门付", "一门一门付"),
        ("12341234", "12341234"),
    ],
)
def test_a_repeated_word_is_kept_once(text: str, once: str) -> None:
    assert normalize(text) == once


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("tel", "电话"),
        ("tel号", "电话号"),
        ("hotel", "hotel"),
        ("telx", "telx"),
        ("log in吗", "登录吗"),
        ("blog in", "blog in"),
    ],
)
def test_an_english_word_is_read_where_it_stands_alone(text: str, read: str) -> None:
    assert normalize(text) == read


@pytest.mark.parametrize(
    ("synonyms", "text", "read"),
    [
        ({"工分": "学分"}, "工分怎么看", "学分怎么看"),
        ({"工分": "学分"}, "工資怎么看", "工资怎么看"),
        ({"幻燈片": "课件"}, "幻灯片打不开", "课件打不开"),
        ({"ＰＰＴ": "课件"}, "我的ppt打不开", "我的课件打不开"),
        ({"ppt": "课件"}, "pptx打不开", "pptx打不开"),
        ({"学分证": "帐号"}, "学分证", "账号"),
        ({"登陆": "进入"}, "登陆pwd", "进入密码"),
    ],
)
def test_synonyms_of_the_content_are_read_beside_the_program_s_own(
    synonyms: Mapping[str, str], text: str, read: str
) -> None:
    before = fold(text)
    with using(profile().copy(update={"synonyms": synonyms})):
        assert fold(text) == read
    assert fold(text) == before


def test_each_turn_reads_with_the_synonyms_of_the_version_it_shows(tmp_path: Path) -> None:
    views = {name: View(tmp_path / name) for name in ("学分", "学时")}
    for name, view in views.items():
        view.folder.mkdir()
        shown = profile().copy(update={"synonyms": {"工分": name}})
        (view.folder / "profile.json").write_text(shown.json(), encoding="utf-8")
    for name in ("学分", "学时", "学分", "学时"):
        with showing(views[name]):
            assert fold("工分怎么看") == f"{name}怎么看"
    assert fold("工分怎么看") == "工分怎么看"


def test_without_any_content_texts_are_read_as_the_program_does(tmp_path: Path) -> None:
    with showing(View(tmp_path)):
        assert fold("登陆pwd") == "登录密码"
    (tmp_path / "profile.json").write_text(json.dumps({"damaged": 1}), encoding="utf-8")
    with showing(View(tmp_path)):
        assert fold("登陆pwd") == "登录密码"
