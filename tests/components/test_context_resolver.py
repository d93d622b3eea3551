"""ContextResolver as Rasa's graph uses it: with messages, a tracker and stored knowledge."""

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.context_resolver import ContextResolver
from understanding.ranking import LookedUp

RESPONSES: dict[str, list[dict[str, Any]]] = {
    "utter_faq/password_recover": [
        {"text": "找回", "metadata": {"topic": "password", "title": "忘记密码", "asks": "role", "outcome": "answer"}}
    ],
    "utter_faq/certificate_print": [{"text": "打印", "metadata": {"topic": "certificate", "outcome": "answer"}}],
}
DOMAIN = Domain.from_dict({"intents": ["faq", "ask", "inform"], "entities": ["faq_id", "role"]})


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


@pytest.fixture
def resolver(storage: LocalModelStorage) -> ContextResolver:
    resource = Resource("context")
    config: dict[str, Any] = ContextResolver.get_default_config()
    made = ContextResolver.create(config, storage, resource, None)
    made.train(TrainingData(responses=RESPONSES))
    return ContextResolver.load(config, storage, resource, None)


def message(text: str, intent: str | None = None, **answers: float) -> Message:
    ranking = [{"intent_response_key": f"faq/{name}", "confidence": share} for name, share in answers.items()]
    data: dict[str, Any] = {"text": text, "intent": {"name": intent, "confidence": 0.9}}
    if ranking:
        best = {**ranking[0], "utter_action": f"utter_{ranking[0]['intent_response_key']}"}
        data["response_selector"] = {"faq": {"response": best, "ranking": ranking}}
    return Message(data)


def tracker(*events: Any) -> DialogueStateTracker:
    slots = [TextSlot(name, mappings=[{}]) for name in ("role", "city", "with_person_until")]
    made = DialogueStateTracker("someone", slots)
    for event in events:
        made.update(event)
    return made


def test_what_it_learnt_survives_the_model(resolver: ContextResolver) -> None:
    [resolved] = resolver.process([message("忘记密码", "faq", password_recover=0.9)], DOMAIN, tracker())
    assert resolved.get("intent") == {"name": "nlu_by_role", "confidence": 1.0}
    assert resolved.get("context")["about"] == "password_recover"


def test_the_role_in_the_slot_answers_at_once(resolver: ContextResolver) -> None:
    known = tracker(SlotSet("role", "unit"))
    [resolved] = resolver.process([message("忘记密码", "faq", password_recover=0.9)], DOMAIN, known)
    assert resolved.get("intent")["name"] == "faq"
    assert resolved.get("response_selector")["faq"]["response"]["utter_action"] == "utter_faq/password_recover"


def test_the_role_in_the_message_becomes_an_entity(resolver: ContextResolver) -> None:
    [resolved] = resolver.process([message("我是老师,忘记密码", "faq", password_recover=0.9)], DOMAIN, tracker())
    [entity] = resolved.get("entities")
    assert (entity["entity"], entity["value"], entity["start"], entity["end"]) == ("role", "personal", 2, 4)
    assert resolved.get("intent")["name"] == "faq"


def test_a_reply_is_understood_by_what_was_asked(resolver: ContextResolver) -> None:
    asked = {"outcome": "ask", "asks": "role", "about": "password_recover", "times": 1}
    talk = tracker(
        UserUttered("忘记密码", intent={"name": "nlu_by_role"}, parse_data={"intent": {"name": "nlu_by_role"}}),
        BotUttered("哪种用户？", metadata={"utter_action": "utter_ask_role", "metadata": asked}),
    )
    [resolved] = resolver.process([message("单位的", "nlu_fallback")], DOMAIN, talk)
    assert resolved.get("intent")["name"] == "inform"
    assert resolved.get("context")["waiting"] == {
        **{"asks": "role", "about": "password_recover", "times": 1},
        "then": (),
    }


def test_a_payload_is_read_and_loses_its_slash(resolver: ContextResolver) -> None:
    [resolved] = resolver.process([message('/ask{"faq_id": "certificate_print"}')], DOMAIN, tracker())
    assert resolved.get("intent")["name"] == "faq"
    assert resolved.get("context")["about"] == "certificate_print"
    assert not resolved.get("text").startswith("/")


def test_a_payload_of_no_intent_of_ours_is_left_to_rasa(resolver: ContextResolver) -> None:
    [resolved] = resolver.process([message("/unheard_of")], DOMAIN, tracker())
    assert resolved.get("context") is None
    assert resolved.get("text") == "/unheard_of"


def test_without_a_tracker_a_message_is_the_first(resolver: ContextResolver) -> None:
    [resolved] = resolver.process([message("证书怎么打印", "faq", certificate_print=0.9)])
    assert resolved.get("context")["asked"] is None
    assert resolved.get("intent")["name"] == "faq"


def test_one_that_is_no_part_of_a_model_cannot_be_trained(resolver: ContextResolver) -> None:
    alone = ContextResolver.knowing(resolver._facts)
    [resolved] = alone.process([message("忘记密码", "faq", password_recover=0.9)])
    assert resolved.get("intent")["name"] == "nlu_by_role"
    with pytest.raises(ValueError, match="part of a model"):
        alone.train(TrainingData())


def test_an_edited_helper_retrains() -> None:
    assert len(ContextResolver.fingerprint_addon({})) == 64


def test_how_a_message_was_read_is_shown_to_testers_only(
    storage: LocalModelStorage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    resource, config = Resource("context"), ContextResolver.get_default_config()
    ContextResolver.create(config, storage, resource, None).train(TrainingData(responses=RESPONSES))
    shown = []
    for setting in ("", "metadata", "terminal"):
        monkeypatch.setenv("SHOW_READING", setting)
        resolver = ContextResolver.load(config, storage, resource, None)
        heard = message("手机号13800138000,忘记密码", "faq", password_recover=0.9)
        heard.set("looked_up", LookedUp(lambda text: [], 0.6, 0.75, whole=heard.get("text")))
        [resolved] = resolver.process([heard], DOMAIN, tracker())
        shown.append((resolved.as_dict(only_output_properties=True).get("reading"), capsys.readouterr().err))
    (off, silent), (metadata, quiet), (_, printed) = shown
    assert (off, silent, quiet) == (None, "", "")
    assert (metadata["by"], metadata["becomes"]) == ("question", "nlu_by_role")
    assert "整理后      手机号【手机号】,忘记密码\n" in printed
    assert "13800138000" not in printed + str(metadata)
