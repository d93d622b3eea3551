"""Several messages are ranked together, their clauses as well."""

from collections.abc import Sequence
from typing import Any, cast

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.faq_classifier import FaqClassifier
from understanding.ranking import Ranked, Ranker

CLAUSES = ("手机号换了好几年", "怎么打印去年的证书")
TEXTS = (",".join(CLAUSES), "单位的名称好像不对,应该找哪个部门修改")


class Counting:
    """Ranks every text alike, and keeps those that it was asked one by one."""

    def __init__(self) -> None:
        self.alone: list[str] = []

    def rank(self, text: str) -> list[Ranked]:
        self.alone.append(text)
        return self.rank_all([text])[0]

    def rank_all(self, texts: Sequence[str]) -> list[list[Ranked]]:
        return [[Ranked("faq/certificate_print", 0.3), Ranked("out_of_scope", 0.2)] for _ in texts]


def processed(texts: Sequence[str]) -> tuple[list[Any], list[str]]:
    classifier, counting = (
        FaqClassifier(FaqClassifier.get_default_config(), cast(Any, None), cast(Any, None)),
        Counting(),
    )
    classifier._ranker = cast(Ranker, counting)
    messages = classifier.process([Message({TEXT: text}) for text in texts])
    return [message.as_dict(only_output_properties=True) for message in messages], counting.alone


def test_clauses_of_several_messages_are_not_ranked_one_by_one() -> None:
    together, alone = processed(TEXTS)
    assert not set(CLAUSES) & set(alone)
    by_one = [processed([text]) for text in TEXTS]
    assert set(CLAUSES) <= {text for _, asked in by_one for text in asked}
    assert together == [result for results, _ in by_one for result in results]
