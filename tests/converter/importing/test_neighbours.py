"""New answers beside what is there: asked in other words, or near enough to be given for it."""

from pathlib import Path

import pytest

from converter.__main__ import main
from converter.checks.questions import PlacedQuestion
from converter.importing.compare import compare
from converter.importing.items import Candidate, FilePlace, Recognised
from converter.importing.neighbours import MOST, NearExisting, beside, known_in
from converter.importing.preview import ImportPreview, as_html, as_text
from tests.converter.builders import answers_of, catalog
from tests.converter.importing.files import delimited, written
from understanding.encoder import sentence_encoder

ANSWERS = answers_of(("怎么打印学时证书", "在首页点打印。"), ("怎么注册账号", "点右上角的注册。"))


def said(*new: tuple[str, ...], by_hand: tuple[PlacedQuestion, ...] = ()) -> NearExisting:
    candidates = [
        Candidate("注册", asked, f"答案{at}。", FilePlace("a.csv", f"第 {at} 行")) for at, asked in enumerate(new, 2)
    ]
    changes = compare(candidates, ANSWERS, catalog())
    return beside(changes, known_in(ANSWERS, by_hand, "faq.txt"), sentence_encoder())


def test_a_question_answered_under_other_words_is_named_with_both_places() -> None:
    (result,), few = said(("学时证书怎么打印出来",))
    assert few == []
    assert result.startswith("a.csv 第 2 行：“学时证书怎么打印出来”与现有的“怎么打印学时证书”（")
    assert "faq.txt 第 2 行）相近" in result


def test_a_new_answer_with_one_phrasing_names_what_it_may_take() -> None:
    sick = PlacedQuestion("病假期间学时怎么算", "out_of_scope", 7, "data/nlu/out_of_scope.yml")
    same, (result,) = said(("产假期间的学时怎么算",), by_hand=(sick,))
    assert same == []
    assert "“产假期间的学时怎么算”只有 1 种问法" in result
    assert "“病假期间学时怎么算”（不归这里回答的）" in result


def test_with_several_phrasings_it_has_a_border_of_its_own() -> None:
    sick = PlacedQuestion("病假期间学时怎么算", "out_of_scope", 7, "data/nlu/out_of_scope.yml")
    assert said(("产假期间的学时怎么算", "休产假要补学时吗", "生孩子那年学时不够"), by_hand=(sick,)) == NearExisting(
        [], []
    )


def test_what_is_like_nothing_is_not_named() -> None:
    assert said(("食堂几点开门",)) == NearExisting([], [])


def test_of_very_many_the_first_are_compared() -> None:
    result = said(*((f"{number}",) for number in range(MOST + 1)))
    assert result.same == [f"只看了前 {MOST} 个新答案，后面的没有和现有的比较"]


def test_the_preview_says_so(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(library, "more.csv", delimited([("分类", "问题", "答案"), ("办证", "借书证怎么办", "带身份证。")]))
    assert main(["import", str(file), "--root", str(library)]) == 0
    output = capsys.readouterr().out
    assert "与现有的相近：\n- more.csv 第 2 行：“借书证怎么办”与现有的“怎么办借书证”（" in output
    assert "data/source/faq.txt 第 3 行）相近" in output
    assert "相近" in (library / "var/import-preview.html").read_text(encoding="utf-8")


def test_new_answers_with_few_phrasings_are_one_line() -> None:
    sick = PlacedQuestion("病假期间学时怎么算", "out_of_scope", 7, "data/nlu/out_of_scope.yml")
    near = said(("产假期间的学时怎么算",), ("事假期间的学时怎么算",), by_hand=(sick,))
    assert len(near.few) == 2
    shown = ImportPreview(("a.csv",), Recognised(), (), (), "", near)
    (line,) = [line for line in as_text(shown).splitlines() if "种问法" in line]
    assert line.startswith("- a.csv 第 2 行：“产假期间的学时怎么算”只有 1 种问法")
    assert "；这样的新答案共 2 个，见网页版；每个答案写三五种问法" in line
    assert all(remark in as_html(shown) for remark in near.few)


def test_the_phrasings_of_one_answer_count_one_by_one() -> None:
    result = said(("怎么注册新的账号",), tuple(f"{number}" for number in range(MOST)))
    assert result.same[-1] == "只看了前 1 个新答案，后面的没有和现有的比较"
