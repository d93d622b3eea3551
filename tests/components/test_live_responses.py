import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from components.live_responses import LiveResponses
from owner.live import answer_titles, profile, using

DOMAIN = {
    "version": "3.1",
    "slots": {"role": {"type": "text", "mappings": [{"type": "custom"}]}},
    "responses": {
        "utter_menu_topic": [{"text": "sentences.menu_topic", "metadata": {"outcome": "chat"}}],
        "utter_faq/certificate_print": [{"text": "原话", "metadata": {"faq_id": "certificate_print"}}],
    },
}

pytestmark = pytest.mark.filterwarnings("ignore:Slot auto-fill")


@pytest.fixture
def generator() -> NaturalLanguageGenerator:
    """As Rasa makes it of endpoints.yml."""
    config = EndpointConfig(type="components.live_responses.LiveResponses")
    found = NaturalLanguageGenerator.create(config, Domain.from_dict(DOMAIN))
    assert isinstance(found, LiveResponses)
    return found


def tracker() -> DialogueStateTracker:
    return DialogueStateTracker.from_dict("someone", [], Domain.from_dict(DOMAIN).slots)


async def test_a_sentence_is_said_as_it_is_now(generator: NaturalLanguageGenerator) -> None:
    first = await generator.generate("utter_menu_topic", tracker(), "rest", topic_title="证书")
    assert first
    assert first["text"] == profile().sentences["menu_topic"].replace("{topic_title}", "证书")
    changed = {**profile().sentences, "menu_topic": "{topic_title}方面的问题："}
    with using(profile().copy(update={"sentences": changed})):
        second = await generator.generate("utter_menu_topic", tracker(), "rest", topic_title="证书")
    assert second
    assert second["text"] == "证书方面的问题："


async def test_an_answer_comes_with_the_titles_of_now(generator: NaturalLanguageGenerator) -> None:
    response = await generator.generate("utter_faq/certificate_print", tracker(), "rest", filled="x")
    assert response
    known = answer_titles()["certificate_print"]
    assert response["metadata"]["title"] == known.title
    assert [button["title"] for button in response["buttons"]] == [answer_titles()[id_].title for id_ in known.related]
    assert all(button["payload"].startswith('/ask{"') for button in response["buttons"])


async def test_what_the_domain_does_not_know_is_not_said(generator: NaturalLanguageGenerator) -> None:
    assert await generator.generate("utter_thank", tracker(), "rest") is None
