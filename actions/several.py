"""Answers several requests in one message, in the order asked.

A request that needs the role or city comes last, with the question for it. Unclear requests are offered as a choice.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.answers import missing_fact, promises_person, send_answer
from actions.context import city_of, context, role_of
from actions.handoff import hand_over
from actions.offer import NONE_OF_THESE
from actions.titles import Title, titles
from understanding.labels import bare

MOST = 3
"""How many requests are answered; the others are offered."""

MOST_OFFERED = 4
"""How many of the remaining or unclear requests are offered."""


class Split(NamedTuple):
    """The requests by what happens to them now. `waiting`: those that need the same role or city."""

    answered: Sequence[Title]
    waiting: Sequence[Title]
    person: Sequence[Title]
    offered: Sequence[Title]


def split(labels: Sequence[str], domain: Mapping[str, Any], role: str | None, city: str | None) -> Split:
    """Sort the requests, which are labels ("faq/<id>") in the order asked."""
    requested = titles_of(labels, domain)
    now, later = requested[:MOST], requested[MOST:]
    needs = {title.id: missing_fact(domain, title.id, role, city) for title in now}
    person = [title for title in now if promises_person(domain, title.id)]
    ready = [title for title in now if not needs[title.id] and title not in person]
    waiting = [title for title in now if needs[title.id]]
    same = [title for title in waiting if needs[title.id] == needs[waiting[0].id]]
    return Split(ready, same, person, [*(title for title in waiting if title not in same), *later])


def titles_of(labels: Sequence[str], domain: Mapping[str, Any]) -> list[Title]:
    """Return the titles of the labels' answers, without answers that no longer exist."""
    by_id = {title.id: title for title in titles(domain)}
    return [by_id[id_] for label in labels if (id_ := bare(label)) in by_id]


def without_repeats(labels: Sequence[str], resolved: Mapping[str, Any], *, beside_unclear: bool) -> Sequence[str]:
    """Leave out what the last turn has just answered, if anything else is asked: 密码存上了，再问倍速.

    `beside_unclear`: something else is asked that is unclear.
    """
    new = [label for label in labels if bare(label) not in resolved.get("just_given", ())]
    return new if new or beside_unclear else labels


class ActionSeveral(Action):
    def name(self) -> str:
        return "action_several"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        unclear = tracker.latest_message.get("unclear")
        labels = tracker.latest_message.get("requests", [])
        labels = without_repeats(labels, context(tracker), beside_unclear=unclear is not None)
        requests = split(labels, domain, role_of(tracker), city_of(tracker))
        for title in requests.answered:
            send_answer(dispatcher, tracker, domain, title.id)
        if requests.waiting:
            first, *others = requests.waiting
            send_answer(dispatcher, tracker, domain, first.id, then=[title.id for title in others])
        offered = [*requests.offered, *(t for t in titles_of(unclear or (), domain) if t not in requests.offered)]
        if offered:
            choices = [title.button for title in offered[:MOST_OFFERED]]
            if any(requests):
                dispatcher.utter_message(response="utter_also", buttons=choices)
            else:
                dispatcher.utter_message(response="utter_offer", buttons=[*choices, NONE_OF_THESE])
        elif unclear is not None and any(requests):
            dispatcher.utter_message(response="utter_also_unclear")
        if requests.person:
            return await hand_over(dispatcher, tracker, domain, "promised")
        if not any(requests) and not offered:
            dispatcher.utter_message(response="utter_decline")
        return []
