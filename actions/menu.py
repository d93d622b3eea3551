"""The menu: topics, and the questions of one topic."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.titles import Title, titles
from understanding.payload import payload

MENU_BUTTON = {"title": "问题分类", "payload": payload("menu")}
HANDOFF_BUTTON = {"title": "转人工", "payload": payload("handoff")}


def topic_buttons(all_titles: Sequence[Title]) -> list[dict[str, str]]:
    """Return a button per topic, in the order of the answers."""
    topics = {title.topic: title.topic_title for title in all_titles}
    return [{"title": name, "payload": payload("menu", topic=topic)} for topic, name in topics.items()]


class ActionMenu(Action):
    def name(self) -> str:
        return "action_menu"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        all_titles = titles(domain)
        topic = next(tracker.get_latest_entity_values("topic"), None)
        chosen = [title for title in all_titles if title.topic == topic]
        if chosen:
            buttons = [*(title.button for title in chosen), MENU_BUTTON]
            dispatcher.utter_message(response="utter_menu_topic", topic_title=chosen[0].topic_title, buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_menu", buttons=[*topic_buttons(all_titles), HANDOFF_BUTTON])
        return []
