"""Makes the project's own tracker store without importing the databases that Rasa's stores use.

It replaces `TrackerStore.create` (Rasa 3.6.21), which imports pymongo and botocore each time: a thirtieth of the start.
It needs them to name errors that only Rasa's stores raise. For those stores the original is called.
`tests/launch/rasa_patches/test_own_store.py` compares the two.
"""

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore, create_tracker_store
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import ConnectionException
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.exc import OperationalError


def make_own_store_alone() -> None:
    """Have a store that is named by a dotted path made in this way."""
    rasas = TrackerStore.create

    def create(
        made_from: TrackerStore | EndpointConfig | None,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
    ) -> TrackerStore:
        if not isinstance(made_from, EndpointConfig) or "." not in (made_from.type or ""):
            return rasas(made_from, domain, event_broker)
        try:
            return create_tracker_store(made_from, domain, event_broker)
        except (OperationalError, ConnectionError) as error:
            raise ConnectionException(f"Cannot connect to tracker store.{error}") from error

    TrackerStore.create = staticmethod(create)
