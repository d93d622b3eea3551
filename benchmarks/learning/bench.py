"""Teaches groups of unanswered questions, and asks held-out questions before and after.

    python -m benchmarks.learning.bench [new|taught]

The model of `new` has no phrasing written by hand (as in benchmarks.understanding.new_faq), so it has much to learn.
That of `taught` has all. Half of the held-out questions are the traffic, the other half is asked before and
after. Writes docs/benchmarks/learning.md and learning-taught.md; three trainings, about four minutes of a core each.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.learning.grouping import Quality, held_out, mixed_up, own_lines, quality
from benchmarks.learning.report import Outcome, as_markdown, page_of
from benchmarks.learning.traffic import DAYS, drawn, popularity, write
from benchmarks.understanding.learner import learn
from benchmarks.understanding.new_faq import NewFaq, everything, owner
from benchmarks.understanding.questions import OUT_OF_SCOPE, Question
from benchmarks.understanding.score import Reply, ask_all
from unanswered.current_model import CurrentReply, NearAnswer
from unanswered.grouping import group_messages
from unanswered.listing import Item, Listing, Window, make_list
from unanswered.messages import is_typed, unanswered
from unanswered.notes import Notes
from unanswered.stored import read_stored
from understanding.encoder import sentence_encoder
from understanding.labels import answer_label

SEED = 21
LESSONS = ((10, 1), (50, 3))
"""So many groups are taught, where there are as many, each with at most so many of its examples."""

Answers = Callable[[str], Reply]


@dataclass(frozen=True)
class Asked:
    """A model without a server as the list asks it."""

    reply: Answers
    small_talk: frozenset[str]

    def ask(self, text: str) -> CurrentReply:
        answer = self.reply(text).answer
        if not answer or answer == OUT_OF_SCOPE:
            return CurrentReply(False)
        return CurrentReply(True, frozenset() if answer in self.small_talk else frozenset({answer}))

    def nearest(self, text: str) -> Sequence[NearAnswer]:
        return ()

    def knows(self, text: str) -> bool:
        return False


def taught() -> NewFaq:
    """The owner's FAQ with all that is taught, and all held-out questions."""
    return replace(everything(), questions=owner().questions)


HOUSES: Mapping[str, Callable[[], NewFaq]] = {"new": owner, "taught": taught}


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learning.bench", description=__doc__)
    parser.add_argument("house", nargs="?", choices=HOUSES, default="new", help="what the model has been taught")
    house = parser.parse_args(argv).house
    faq = HOUSES[house]()
    traffic = [question for question in faq.questions if question.for_tuning]
    held = [question for question in faq.questions if not question.for_tuning]
    dice = Random(SEED)
    wanted = popularity(faq.questions, dice)
    before = learn(faq.examples, faq.known, faq.responses)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        url, now = f"sqlite:///{Path(folder) / 'conversations.db'}", time.time()
        write(url, list(drawn(traffic, wanted, dice)), before, now, dice)
        written = time.monotonic()
        listing = _list(url, now, Asked(before, _small_talk(faq)))
        print(f"{written - started:.0f} s to write, {time.monotonic() - written:.0f} s to list")
    baseline = ask_all(held, before)
    outcomes = []
    for groups, phrasings in LESSONS:
        lessons = _lessons(listing.items, traffic, groups, phrasings)
        after = learn([*faq.examples, *lessons.examples], faq.known, faq.responses)
        gone = sum(1 for item in lessons.items if not _is_left(item, after))
        results = ask_all(held, after)
        taken, examples = len(lessons.items), len(lessons.examples)
        outcomes.append(Outcome(taken, phrasings, examples, lessons.ids, lessons.aside, gone, results))
    page = as_markdown(house, listing.figures, baseline, outcomes, wanted, _qualities() if house == "new" else {})
    page_of(house).write_text(page, encoding="utf-8")


def _qualities() -> Mapping[str, Quality]:
    sets = {"lines.tsv": own_lines(), **{name: held_out(name) for name in ("real", "fresh")}}
    return {name: quality(mixed_up(lines)) for name, lines in sets.items()}


@dataclass(frozen=True)
class Lessons:
    """`aside`: groups before the last taught one that no answer here answers."""

    items: Sequence[Item]
    examples: Sequence[tuple[str, str]]
    ids: frozenset[str]
    aside: int


def _list(url: str, now: float, present: Asked) -> Listing:
    stored = read_stored(url, DAYS + 1, now)
    messages = unanswered(stored.turns, stored.ratings, frozenset(), lambda id_: id_)
    window = Window(DAYS + 1, now, sum(map(is_typed, stored.turns)))
    return make_list(group_messages(messages, sentence_encoder()), present, Notes(), window)


def _lessons(items: Sequence[Item], traffic: Sequence[Question], most: int, phrasings: int) -> Lessons:
    """Teach the first groups to the answer that most of their examples are about, as a person would who knows."""
    of = {question.text: question.expected for question in traffic}
    taken: list[Item] = []
    examples: list[tuple[str, str]] = []
    ids: set[str] = set()
    aside = 0
    for item in items:
        if len(taken) == most:
            break
        truth = Counter(of[text] for text in item.examples if text in of).most_common(1)
        if not truth or truth[0][0] == OUT_OF_SCOPE:
            aside += 1
            continue
        taken.append(item)
        ids.add(truth[0][0])
        # An example about something else is not taught.
        asking = [text for text in item.examples if of.get(text) == truth[0][0]]
        examples += [(text, answer_label(truth[0][0])) for text in asking[:phrasings]]
    return Lessons(taken, examples, frozenset(ids), aside)


def _is_left(item: Item, reply: Answers) -> bool:
    return any(reply(text).answer in ("", OUT_OF_SCOPE) for text in item.examples)


def _small_talk(faq: NewFaq) -> frozenset[str]:
    labels: Mapping[str, None] = dict.fromkeys(label for _, label in faq.examples)
    return frozenset(label for label in labels if "/" not in label)


if __name__ == "__main__":
    main()
