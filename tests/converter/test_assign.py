import subprocess
import sys

import pytest
import yaml

from converter import read
from converter.assign import assign
from launch.environment import defaults
from tests.converter.builders import CATALOG, faq
from tests.converter.real import catalog_text, conversion, faq_lines
from tests.running import ROOT


def assigned(text: str, catalog: str) -> tuple[str, list[str]]:
    conversion = read(text.encode(), catalog)
    return assign(catalog, conversion.catalog, conversion.answers)


def ids(catalog: str) -> list[str]:
    return [item["id"] for item in yaml.safe_load(catalog)["answers"]]


def test_a_new_entry_gets_a_readable_id_title_and_anchor() -> None:
    text, messages = assigned(faq(("怎么查公众号", "请在微信里搜索。")), CATALOG)
    assert yaml.safe_load(text)["answers"] == [
        {
            "id": "registration_cha_gongzhong_hao",
            "title": "怎么查公众号",
            "anchors": ["怎么查公众号"],
            "answer_digest": yaml.safe_load(text)["answers"][0]["answer_digest"],
        }
    ]
    assert messages == ["第 2 行“怎么查公众号”的新编号是 registration_cha_gongzhong_hao"]


def test_an_id_that_is_taken_gets_a_number() -> None:
    text, _ = assigned(faq(("怎么查公众号", "请搜索。"), ("哪里查公众号", "请看首页。")), CATALOG)
    assert ids(text) == ["registration_cha_gongzhong_hao", "registration_cha_gongzhong_hao_2"]


def test_an_id_that_an_answer_had_before_is_given_to_no_other() -> None:
    once, _ = assigned(faq(("怎么登录", "点击。")), CATALOG)
    renamed = once.replace("id: registration_denglu", "id: login_how") + "renamed: {registration_denglu: login_how}\n"
    twice, _ = assigned(faq(("怎么登录", "点击。"), ("登录", "两个字。")), renamed)
    assert ids(twice) == ["login_how", "registration_denglu_2"]


def test_running_twice_changes_nothing() -> None:
    source = faq(("怎么查公众号", "请搜索。"), ("有没有电话", "没有，请在线咨询。"))
    once, _ = assigned(source, CATALOG)
    assert assigned(source, once) == (once, [])
    assert read(source.encode(), once).verdict.open == ()


@pytest.mark.parametrize("catalog", ["sections: {注册: registration}\ntopics: {registration: 注册}\n", CATALOG])
def test_a_catalog_without_answers_can_begin(catalog: str) -> None:
    assert len(ids(assigned(faq(("怎么注册", "点击。")), catalog)[0])) == 1


def test_a_reworded_question_and_answer_keep_the_id() -> None:
    once, _ = assigned(faq(("怎么查公众号", "请在微信里搜索平台名称。"), ("能改姓名吗", "不能修改。")), CATALOG)
    edited = faq(("怎么查微信公众号", "打开微信，扫首页的二维码。"), ("能改姓名吗", "不能修改。"))
    twice, messages = assigned(edited, once)
    assert ids(twice) == ids(once)
    assert messages[0] == "第 2 行“怎么查微信公众号”沿用编号 registration_cha_gongzhong_hao"
    assert [answer.id for answer in read(edited.encode(), twice).answers] == ids(once)


def test_an_unlike_entry_takes_no_vanished_id() -> None:
    once, _ = assigned(faq(("怎么查公众号", "请在微信里搜索。")), CATALOG)
    twice, _ = assigned(faq(("退休以后还学吗", "不需要了。")), once)
    assert len(ids(twice)) == 2


def test_an_edited_answer_renews_its_record_and_says_so() -> None:
    once, _ = assigned(faq(("怎么查公众号", "请在微信里搜索。")), CATALOG)
    twice, messages = assigned(faq(("怎么查公众号", "请扫二维码。")), once)
    assert messages == ["registration_cha_gongzhong_hao 的记录已随 FAQ 更新"]
    assert twice.replace(_digest(twice), "") == once.replace(_digest(once), "")


def _digest(catalog: str) -> str:
    return str(yaml.safe_load(catalog)["answers"][0]["answer_digest"])


def test_comments_and_quotes_of_a_person_stay() -> None:
    catalog = "# 一句说明\n" + CATALOG.replace("instead: 不发给用户", "instead: '不发给用户'")
    text, _ = assigned(faq(("怎么查公众号", "请搜索。")), catalog)
    assert text.startswith("# 一句说明\n")
    assert "'不发给用户'" in text


def test_an_up_to_date_catalog_stays_as_it_is() -> None:
    assert assign(catalog_text(), conversion().catalog, conversion().answers) == (catalog_text(), [])


def test_a_new_entry_of_the_real_faq_adds_lines_to_the_catalog_and_changes_none() -> None:
    source = [*faq_lines(), "7. 平台有没有公众号", "回复：请在微信里搜索平台名称。"]
    text, messages = assigned("\n".join(source), catalog_text())
    assert text.startswith(catalog_text())
    assert messages == ["第 602 行“平台有没有公众号”的新编号是 login_pingtai_gongzhong"]


def test_a_readable_id_reads_words_as_words_where_the_launcher_leaves_them_out() -> None:
    code = """
from tests.converter.builders import CATALOG, faq
from tests.converter.test_assign import assigned, ids
print(*ids(assigned(faq(("银行卡怎么填", "请点击。")), CATALOG)[0]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=defaults(), capture_output=True, text=True, check=True, timeout=60
    )
    assert "yinhangka" in done.stdout
