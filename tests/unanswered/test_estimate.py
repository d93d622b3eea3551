"""What an answer takes once it is taught a phrasing, on a small model."""

from pathlib import Path

import pytest

from suggest.content import read_content
from suggest.judging import AnswerBorders, rank, ranker
from tests.suggest.builders import NEW, project
from unanswered.estimate import Effect, effect_of, nearest_messages, untrained, with_examples
from unanswered.overlaps import estimated
from understanding.labels import answer_label
from understanding.trained import Trained, read_trained

SURE = {"OutcomeClassifier": {"answer_at": 0.5}}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def trained(root: Path) -> Trained:
    return read_trained(root / "models/small.tar.gz")._replace(settings=SURE)


def test_an_added_example_is_known_and_counts_for_its_label_alone(trained: Trained) -> None:
    text, label = "滑块点了没有什么反应", answer_label(NEW)
    after = with_examples(trained, [(text, label)], None)
    best = rank(ranker(after, None), text)[0]
    assert (best.label, best.confidence) == (label, 1.0)
    before, now = trained.signs.model, after.signs.model
    assert sum(now.counts) == sum(before.counts) + 1
    grown = [name for name, old, new in zip(before.labels, before.counts, now.counts, strict=True) if old != new]
    assert grown == [label]
    # What is like it comes nearer.
    near = "滑块点了没有什么反应的"
    own = [{r.label: r.confidence for r in rank(ranker(of, None), near)}[label] for of in (trained, after)]
    assert own[1] > own[0]


def test_examples_stand_in_the_order_of_their_labels(trained: Trained) -> None:
    labels = trained.signs.model.labels
    examples = [(f"第{number}种新说法甲乙丙", label) for number, label in enumerate(reversed(labels))]
    model = with_examples(trained, examples, None).signs.model
    assert list(model.counts) == [count + 1 for count in trained.signs.model.counts]
    for text, label in examples:
        assert rank(ranker(with_examples(trained, examples, None), None), text)[0].label == label


def test_what_is_known_or_of_no_label_adds_nothing(root: Path, trained: Trained) -> None:
    assert with_examples(trained, [("滑块怎么弄", answer_label(NEW)), ("新的", "faq/none")], None) is trained
    assert untrained(read_content(root), trained) == []


def test_phrasings_that_the_model_lacks_are_those_of_the_draft(root: Path, trained: Trained) -> None:
    questions = {text: label for text, label in trained.questions.items() if text != "滑块怎么弄"}
    # One is the other with a courtesy in front.
    assert untrained(read_content(root), trained._replace(questions=questions)) == [
        (text, answer_label("login_slider")) for text in ("滑块怎么弄", "请问滑块怎么弄")
    ]


def test_a_message_that_goes_over_is_named_with_the_answer_it_leaves(root: Path, trained: Trained) -> None:
    messages = ["滑块点了没有什么反应", "证书在哪里弄呢"]
    before = effect_of(NEW, "没有关系的话", trained, messages, None)
    assert (before.taken, before.loosened) == ([], [])
    after = effect_of(NEW, "滑块点了没有什么反应啊", trained, messages, None)
    assert after.compared == 2
    assert [id_ for _, id_ in (*after.taken, *after.loosened)] in ([], ["login_slider"])


def test_the_phrasing_itself_is_not_compared(root: Path) -> None:
    assert nearest_messages("码不来", ["码不来！", "码不来", "？", "码没来", "课件"], root) == ["码没来", "课件"]


def test_how_the_effect_is_worded(root: Path) -> None:
    content = read_content(root)
    pairs = [("甲", "login_slider"), ("乙", "login_slider"), ("丙", "profile_unit")]
    whole = Effect(9, taken=pairs, gained=["丁"], loosened=[("戊", "gone")])
    shown = list(estimated(whole, content))
    assert shown[0].startswith("预计至少（比较了最相近的 9 句话；")
    assert shown[1:] == [
        "  从“滑块问题”拿走 2 句，例如“甲”、“乙”",
        "  从“单位问题”拿走 1 句，例如“丙”",
        "  现在直接答“gone”的 1 句，改成给出选项，例如“戊”",
        "  现在没有直接答的 1 句，也答它，例如“丁”",
    ]
    assert list(estimated(Effect(9), content))[1:] == ["  没有看出别的话会改由它答"]
    assert "没有用户说过的话" in next(estimated(Effect(0), content))


def test_thresholds_are_the_model_s_own(trained: Trained) -> None:
    assert AnswerBorders.of(trained) == AnswerBorders(0.5, AnswerBorders().offer_at)
