"""The state of the conversation that the actions read: it stands on the message, since they run in another process."""

from dataclasses import asdict
from typing import Any

from components.context.asked_for import own_role_after
from components.context.conversation import Conversation
from components.context.resolution import ClassifiedMessage, Resolution

RATHER_OUTSIDE = 0.4
"""From this confidence of being out of scope on, three of four messages whose meaning is offered are.

Of 244 offers in the benchmarks: 110 of 143 from here on, 22 of 101 below.
"""


def for_actions(talk: Conversation, message: ClassifiedMessage, resolution: Resolution) -> dict[str, Any]:
    """Return the conversation and the resolution as they stand on the message under `context` (actions/context.py)."""
    return {
        "asked": talk.expects,
        "waiting": asdict(talk.waiting) if talk.waiting else None,
        "faq_id": talk.faq_id,
        "topic": talk.topic,
        "by_role": {"faq_id": talk.by_role[0], "role": talk.by_role[1]} if talk.by_role else None,
        "by_city": {"faq_id": talk.by_city[0], "city": talk.by_city[1]} if talk.by_city else None,
        "misses": talk.misses,
        "given": list(talk.past_answers),
        "handed_over": talk.handed_over,
        "about": resolution.answer,
        "choices": list(resolution.choices),
        "rather_outside": message.out_of_scope >= RATHER_OUTSIDE,
        "fragment": resolution.fragment,
        "place": dict(resolution.place) if resolution.place else None,
        "unclear": resolution.unclear,
        "sentence": resolution.sentence,
        "asks_more": resolution.asks_more,
        "just_given": list(talk.just_given),
        "asks_staff": resolution.asks_staff,
        "asks_request": resolution.asks_request,
        "gives_up": resolution.gives_up,
        "wants": list(resolution.wants),
        "own_role": own_role_after(resolution, talk),
        "likely": [answer.name for answer in message.answers],
        "buttons": [dict(button) for button in talk.buttons],
    }
