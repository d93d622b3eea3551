"""Measures FAQs of six entries with one question each, as `make new` makes them: what is answered wrongly?

    python -m benchmarks.understanding.tiny_faq

Of each of the three in tiny/ twelve messages are about one of its answers (on), fifteen about none (off): affairs of
others, and what the same place might be asked. All were written before the first look. Each is also asked 500 questions
that belong to other institutions (foreign), drawn from the other sets. Figures and what went wrong are printed.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.understanding.new_faq import INSTITUTIONS, NewFaq, institution, new_faq, ours
from benchmarks.understanding.questions import FRESH, OUT_OF_SCOPE, SETS, Question, load
from benchmarks.understanding.score import QuestionOutcome, Result, ask_all
from owner.defaults import TEMPLATE
from owner.live import using

FOLDER = Path(__file__).with_name("tiny")
FOREIGN = 500
STYLES = ("on", "off", "foreign")


def tiny_faqs() -> list[NewFaq]:
    """Return the three, each with its own questions and those of others."""
    found = [new_faq(folder, TEMPLATE) for folder in sorted(FOLDER.iterdir())]
    others = foreign()
    return [replace(faq, questions=[*faq.questions, *others]) for faq in found]


def foreign() -> list[Question]:
    """Return questions of the other sets, to which no tiny FAQ has an answer."""
    texts = [one.text for name in (*SETS, *FRESH) for one in load(name) if one.style != "act"]
    texts += [one.text for folder in sorted(INSTITUTIONS.iterdir()) for one in institution(folder.name).questions]
    return [Question(OUT_OF_SCOPE, "foreign", text) for text in random.Random(0).sample(sorted(texts), FOREIGN)]


def asked(faq: NewFaq) -> list[Result]:
    with using(faq.profile):
        return ask_all(faq.questions, ours(faq))


def counted(results: list[Result]) -> Iterator[str]:
    """Yield for messages on the topic, off it and of others how many had which outcome."""
    for style in STYLES:
        outcomes = Counter(one.outcome.value for one in results if one.question.style == style)
        yield f"{style} {sum(outcomes.values())}: " + ", ".join(
            f"{outcome} {count}" for outcome, count in sorted(outcomes.items())
        )


def main() -> None:
    everything: list[Result] = []
    for faq in tiny_faqs():
        results = asked(faq)
        everything += results
        print(faq.name, *counted(results), sep="\n  ")
        for one in results:
            if one.outcome is QuestionOutcome.WRONG:
                print(f"    {one.question.style} {one.question.text}: {one.reply.answer}")
    print("all", *counted(everything), sep="\n  ")


if __name__ == "__main__":
    main()
