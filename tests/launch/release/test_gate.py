"""The gate says what speaks against a model; it would not be a gate if it let a bad one through."""

import dataclasses
from pathlib import Path

import pytest

from launch.release.gate import examine, further_questions, known_questions, objections, read_gate
from tests.frozen.project import CONTENT, frozen_model, frozen_project
from tests.running import ROOT

GATE = read_gate(CONTENT)
KNOWN = [("怎么下载证书", "certificate_print"), ("忘记密码", "password_recover")]


def perfect() -> dict[str, str | None]:
    return {**dict(KNOWN), **dict(further_questions(GATE)), **dict.fromkeys(GATE.out_of_scope)}


def test_a_model_that_gets_all_right_passes() -> None:
    assert objections(GATE, KNOWN, perfect()) == []


def test_a_known_question_that_leads_elsewhere() -> None:
    [reason] = objections(GATE, KNOWN, {**perfect(), "忘记密码": "registration_how"})
    assert "常见问题原话答对 50%" in reason
    assert "“忘记密码”→registration_how" in reason


def test_other_ways_of_asking_that_are_not_understood() -> None:
    [reason] = objections(GATE, KNOWN, {**perfect(), **{text: None for text, _ in further_questions(GATE)}})
    assert "另外的问法答对 0%" in reason
    assert "→不答" in reason
    assert reason.endswith(" 等")


def test_one_wrong_among_many_is_borne() -> None:
    text, _ = further_questions(GATE)[0]
    assert objections(GATE, KNOWN, {**perfect(), text: None}) == []


def test_an_answer_to_what_is_none_of_its_business() -> None:
    [reason] = objections(GATE, KNOWN, {**perfect(), "我家宽带断网了": "login_mobile"})
    assert (
        "无关的问题答了 1 个，最多 0 个：“我家宽带断网了”→login_mobile。把这些话写进 data/nlu/out_of_scope.yml"
        in reason
    )


def test_no_questions_are_no_pass() -> None:
    assert len(objections(dataclasses.replace(GATE, questions={}), [], dict.fromkeys(GATE.out_of_scope))) == 2


def test_the_faqs_own_questions_are_all_asked() -> None:
    result = known_questions(frozen_project() / "data")
    assert len(result) > 250
    assert ("怎么下载证书", "certificate_print") in result
    assert len({id_ for _, id_ in result}) > 60


def test_what_is_asked_is_neither_taught_nor_held_back() -> None:
    texts = [text for text, _ in further_questions(GATE)] + [*GATE.out_of_scope]
    assert len(texts) == len(set(texts)) > 20
    taught = (("data/nlu", "*.yml"), ("data/talk", "*.yml"), ("data/generated", "*.yml"))
    for folder, pattern in (*taught, ("benchmarks/understanding", "*.tsv"), ("tests/conversations", "*.yml")):
        for file in (ROOT / folder).rglob(pattern):
            lines = {line.strip("-| \t") for line in file.read_text(encoding="utf-8").splitlines()}
            cells = {cell for line in lines for cell in line.split("\t")}
            assert not cells & set(texts), file


def test_every_expected_answer_is_there() -> None:
    answers = "".join(file.read_text(encoding="utf-8") for file in (frozen_project() / "data/generated").glob("*.yml"))
    for id_ in GATE.questions:
        assert f"faq_id: {id_}\n" in answers or f"  utter_faq/{id_}:" in answers, id_


def test_the_model_of_the_frozen_content_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(frozen_project())
    assert examine(frozen_model(), GATE) == []


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_what_is_no_model_does_not(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "model.tar.gz"
    file.write_bytes(content)
    [reason] = examine(file, GATE)
    assert "用不了" in reason
