"""LiveResponses: Rasa's response generator with the current sentences of the profile and current titles."""

from collections.abc import Mapping
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from owner.live import answer_titles, profile
from understanding.responses import served_variation


class LiveResponses(TemplatedNaturalLanguageGenerator):
    """Generates responses of the loaded model's domain; a changed sentence, title or related answer needs no training.

    endpoints.yml:
        nlg:
          type: components.live_responses.LiveResponses
    """

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    def _random_response_for(
        self, utter_action: str, output_channel: str, filled_slots: dict[str, Any]
    ) -> Mapping[str, Any] | None:
        variations = self.responses.get(utter_action, ())
        if len(variations) == 1 and not variations[0].keys() & {"condition", "channel"}:
            # There is nothing to choose, and the choice by Rasa takes long.
            variation = variations[0]
        else:
            variation = super()._random_response_for(utter_action, output_channel, filled_slots)
        return None if variation is None else served_variation(utter_action, variation, profile(), answer_titles())
