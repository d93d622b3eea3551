"""A known question among remarks that ask nothing."""

from collections.abc import Sequence

import pytest

from understanding.known_question import known_beside_remarks
from understanding.ranking import Ranked
from zh.reading import read

KNOWN = {"换单位": "faq/transfer_how", "打证书": "faq/certificate_print", "怎么打证书": "faq/certificate_print"}
OUTSIDE = [Ranked("out_of_scope", 0.9)]


def rank(text: str) -> Sequence[Ranked]:
    return [Ranked(KNOWN[text], 1.0)] if text in KNOWN else OUTSIDE


def meant(text: str, whole: Sequence[Ranked] = OUTSIDE) -> str:
    ranked = known_beside_remarks(read(text).parts(shortest=1), whole, rank, 0.75, KNOWN)
    return ranked[0].label if ranked else ""


@pytest.mark.parametrize(
    "text",
    [
        "换单位,我弄了一上午了",
        "嗨,换单位 先谢过了",
        "今天下大雨,换单位谢谢您了",
        "长话短说:换单位",
        "问了好几个同事,换单位",
    ],
)
def test_beside_remarks_it_is_meant(text: str) -> None:
    assert meant(text) == "faq/transfer_how"


@pytest.mark.parametrize("text", ["换单位,管理员怎么换人", "换单位,打证书", "我弄了一上午了", "换单位的同事都走了"])
def test_beside_another_request_or_without_one_it_is_not(text: str) -> None:
    assert meant(text) == ""


def test_the_same_question_twice_is_one() -> None:
    assert meant("打证书,怎么打证书") == "faq/certificate_print"


def test_what_is_clear_as_a_whole_stays_so() -> None:
    assert meant("换单位,我弄了一上午了", [Ranked("faq/transfer_review", 0.9)]) == ""
