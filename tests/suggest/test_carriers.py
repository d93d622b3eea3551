"""Carriers are learnt from all answers and lent to the subject of one."""

from pathlib import Path

from suggest.carriers import Carrier, carriers, lend
from suggest.subjects import subjects
from tests.suggest.builders import NEW, SUBJECTS, content


def test_what_stands_around_the_subject_of_many_answers_is_a_carrier(tmp_path: Path) -> None:
    taught = content(tmp_path)
    uses = carriers(taught, subjects(taught))
    assert {Carrier("", "在哪里弄"), Carrier("", "点了没反应"), Carrier("没看到", "")} <= set(uses)
    assert len(uses[Carrier("", "点了没反应")].answers) == len(SUBJECTS)


def test_no_carrier_names_what_an_answer_is_about(tmp_path: Path) -> None:
    taught = content(tmp_path)
    for carrier in carriers(taught, subjects(taught)):
        assert not any(subject in f"{carrier}" for subject in SUBJECTS.values())


def test_carriers_are_lent_to_the_answer_s_own_subject(tmp_path: Path) -> None:
    taught = content(tmp_path)
    about = subjects(taught)
    best = about.best(NEW, 3)
    assert max(best, key=lambda subject: best[subject]) == SUBJECTS[NEW]
    lent = {one.text: one for one in lend(NEW, best, carriers(taught, about))}
    assert lent["验证码在哪里弄"].fit > 0
    assert str(lent["验证码在哪里弄"].carrier) == "…在哪里弄"


def test_an_answer_with_no_carrier_of_its_own_is_lent_those_of_the_others(tmp_path: Path) -> None:
    taught = content(tmp_path)
    lent = {one.text: one.fit for one in lend("new_answer", {"验证码": 1.0}, carriers(taught, subjects(taught)))}
    assert lent["验证码在哪里弄"] > 0
