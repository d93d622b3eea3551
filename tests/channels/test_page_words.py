"""What is taught, as far as the page finds titles by it."""

from pathlib import Path

import pytest

from channels.page_words import NOTHING, spellings, taught_words, taught_words_in
from tests.suggest.builders import SUBJECTS, project


def known(**phrasings: list[str]) -> dict[str, str]:
    labels = {"out": "out_of_scope"}
    return {text: labels.get(id_, f"faq/{id_}") for id_, texts in phrasings.items() for text in texts}


def test_two_characters_find_the_answers_that_are_often_asked_for_with_them() -> None:
    printing = [f"打印第{number}张" for number in range(3)]
    result = taught_words(known(a=[*printing, "证书在哪"], b=["打印课件", "课件呢"]))
    assert result.phrasings == {"a": 4, "b": 2}
    assert result.words["打印"] == {"a": 3}
    assert "证书" not in result.words


def test_what_is_said_of_anything_finds_nothing() -> None:
    today = [f"今天第{number}次" for number in range(3)]
    assert taught_words(known(a=[f"{text}登录" for text in today])).words["今天"] == {"a": 3}
    assert "今天" not in taught_words(known(a=[f"{text}登录" for text in today], out=[*today, "今天下雨"])).words


def test_it_is_read_from_the_model_s_file(tmp_path: Path) -> None:
    result = taught_words_in(project(tmp_path) / "models/small.tar.gz")
    assert set(result.phrasings) == set(SUBJECTS)
    assert result.words["证书"] == {"certificate_print": 8}


def test_without_a_model_titles_are_found_by_their_own_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert taught_words_in(tmp_path / "none.tar.gz") == NOTHING
    assert "known questions can't be read" in caplog.text


def test_longer_spellings_come_first() -> None:
    assert spellings()["账户"] == "账号"
    lengths = [len(word) for word in spellings()]
    assert lengths == sorted(lengths, reverse=True)
