"""Requests that the message numbers or announces."""

from collections.abc import Sequence

from components.announced import announced
from understanding.ranking import LookedUp, Ranked
from zh.clauses import RequestPiece

RANKED = {
    "打证书": [Ranked("faq/certificate_print", 1.0)],
    "换单位": [Ranked("faq/transfer_how", 0.9)],
    "那个蓝框怎么弄": [Ranked("out_of_scope", 0.7), Ranked("faq/complaint_page", 0.1)],
    "改手机": [Ranked("faq/profile_phone", 0.55), Ranked("out_of_scope", 0.4)],
    "怎么打证书": [Ranked("faq/certificate_print", 1.0)],
    "手机怎么换,怎么打证书": [Ranked("faq/profile_phone", 0.55)],
    "再对对蓝框": [Ranked("out_of_scope", 0.7), Ranked("faq/complaint_page", 0.1)],
    "多谢": [Ranked("thank", 0.9)],
}


def looked_up() -> LookedUp:
    def rank(text: str) -> Sequence[Ranked]:
        return RANKED.get(text, [Ranked("out_of_scope", 0.9)])

    return LookedUp(rank, 0.6, 0.75)


def test_each_is_looked_up_without_the_words_that_announce_it() -> None:
    found = announced([RequestPiece("打证书"), RequestPiece("还有换单位", True)], looked_up(), 0.75)
    assert found is not None
    assert [one.label for one in found.clear] == ["faq/certificate_print", "faq/transfer_how"]
    assert not found.rest


def test_what_an_unclear_one_may_be_about_is_told() -> None:
    found = announced([RequestPiece("打证书"), RequestPiece("另外那个蓝框怎么弄", True)], looked_up(), 0.75)
    assert found is not None
    assert [one.label for one in found.unclear] == ["faq/complaint_page"]
    assert found.rest


def test_a_request_that_is_likely_is_clear_beside_clear_ones() -> None:
    found = announced([RequestPiece("打证书"), RequestPiece("另外改手机", True)], looked_up(), 0.75)
    assert found is not None
    assert [one.label for one in found.clear] == ["faq/certificate_print", "faq/profile_phone"]


def test_several_clauses_are_not_taken_for_one_likely_request() -> None:
    parts = [RequestPiece("手机怎么换"), RequestPiece("怎么打证书"), RequestPiece("另外换单位", True)]
    found = announced(parts, looked_up(), 0.75)
    assert found is not None
    assert [one.label for one in found.clear] == ["faq/certificate_print", "faq/transfer_how"]


def test_a_remark_that_hardly_resembles_an_answer_is_no_request() -> None:
    found = announced([RequestPiece("再对对蓝框"), RequestPiece("另外打证书", True)], looked_up(), 0.75)
    assert found is None or not found.rest


def test_a_courtesy_is_no_request() -> None:
    found = announced([RequestPiece("打证书"), RequestPiece("另外多谢", True)], looked_up(), 0.75)
    assert found is not None
    assert not found.rest


def test_a_message_that_announces_nothing_is_left_alone() -> None:
    assert announced([RequestPiece("打证书"), RequestPiece("换单位")], looked_up(), 0.75) is None
    assert announced([RequestPiece("多谢"), RequestPiece("再问多谢", True)], looked_up(), 0.75) is None
