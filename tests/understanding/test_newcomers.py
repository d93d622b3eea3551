"""An answer with few examples among answers with many is likelier than the weights say."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.understanding.fake_encoder import FakeEncoder
from understanding import newcomers, ranking
from understanding.answer_texts import answer_texts
from understanding.answer_training import fit
from understanding.confidence import LIKELY, MANY, MEANING, OUT_OF_SCOPE, WORDS, kinds_of, likely
from understanding.encoder import Floats
from understanding.newcomers import GROWN_FROM, LIFT, lift
from understanding.ranking import Ranker
from understanding.signs import Signs

OLD = 9
LABELS = (*(f"faq/old_{number}" for number in range(OLD)), "faq/new", "context/fix", "greet", OUT_OF_SCOPE)
KINDS = kinds_of(LABELS)


def counts(old: int, new: int) -> NDArray[np.intp]:
    """Return the numbers of examples of LABELS: each old answer has `old`, all else has `new`."""
    return np.array([*[old] * OLD, new, new, new, new])


@pytest.mark.parametrize("which", [WORDS, MEANING])
def test_only_an_answer_with_few_examples_among_others_with_many_is_raised(which: str) -> None:
    raised = lift(which, counts(2 * MANY, 3), KINDS)
    assert (raised > 0).tolist() == [label == "faq/new" for label in LABELS]
    assert raised.max() <= LIFT[which]


def test_it_is_raised_less_the_more_it_is_taught() -> None:
    raised = [lift(MEANING, counts(MANY, taught), KINDS)[OLD] for taught in (1, 20, 60, MANY)]
    assert raised == sorted(raised, reverse=True)
    assert raised[-1] == 0


def test_nothing_is_raised_in_a_faq_that_is_new_itself() -> None:
    assert not lift(MEANING, counts(5, 1), KINDS).any()
    assert not lift(MEANING, counts(int(GROWN_FROM * MANY), 1), KINDS).any()


def test_without_an_answer_nothing_is_raised() -> None:
    assert not lift(WORDS, np.array([3, 900]), kinds_of(("greet", OUT_OF_SCOPE))).any()


def test_a_newcomer_with_weak_signs_is_still_weighed() -> None:
    kinds = kinds_of([*(f"faq/{number}" for number in range(3 * LIKELY)), OUT_OF_SCOPE])
    signs = np.linspace(1, -1, len(kinds), dtype=np.float32)[:, None]
    newcomers = np.zeros(len(kinds), dtype=bool)
    newcomers[[2, LIKELY + 4, 2 * LIKELY + 4]] = True
    before, now = likely(signs, kinds), likely(signs, kinds, newcomers)
    assert now[: len(before)].tolist() == before.tolist()
    assert now[len(before) :].tolist() == [LIKELY + 4]


def test_a_ranking_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, encoder = "发票的抬头能改吗", FakeEncoder()
    before = _confidences(asked, encoder, {WORDS: 0.0, MEANING: 0.0}, monkeypatch)
    after = _confidences(asked, encoder, LIFT, monkeypatch)
    assert after["faq/invoice"] > before["faq/invoice"]
    assert all(after[label] <= before[label] for label in before if label != "faq/invoice")


def _confidences(
    text: str, encoder: FakeEncoder, by: Mapping[str, float], monkeypatch: pytest.MonkeyPatch
) -> dict[str, float]:
    monkeypatch.setattr(newcomers, "LIFT", by)
    subjects = ("注册", "密码", "证书", "调转", "公需课", "手机号")
    taught = {f"{subject}的第{n}件事": f"faq/{subject}" for subject in subjects for n in range(MANY)}
    taught.update({"发票怎么开": "faq/invoice", "你好": "greet", "今天天气": OUT_OF_SCOPE})
    model = fit([*taught], [*taught.values()], 1.0, 1, encoder.encode([*taught]))
    signs = Signs(model, answer_texts(model.labels, [*taught.items()], []))
    return {one.label: one.confidence for one in Ranker(signs, {}, encoder, 2.0, most=9).rank(text)}


@pytest.mark.parametrize(("taught", "encoded"), [(1, True), (MANY, False)])
def test_beside_a_newcomer_words_must_be_clearer(taught: int, encoded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    subjects, encoder, texts = ("注册", "密码", "证书", "调转", "公需课"), FakeEncoder(), dict[str, str]()
    texts.update({f"{subject}的第{n}件事": f"faq/{subject}" for subject in subjects for n in range(MANY)})
    texts.update({f"发票怎么开{n}": "faq/invoice" for n in range(taught)})
    model = fit([*texts], [*texts.values()], 1.0, 1, encoder.encode([*texts]))
    asked: list[str] = []

    def encode(some: Sequence[str]) -> Floats:
        asked.extend(some)
        return FakeEncoder().encode(some)

    monkeypatch.setattr(encoder, "encode", encode)
    monkeypatch.setattr(ranking, "CLEAR_BY_WORDS", 2.0)
    Ranker(Signs(model, answer_texts(model.labels, [*texts.items()], [])), {}, encoder, 0.0, most=9).rank("密码怎么办")
    assert bool(asked) is encoded
