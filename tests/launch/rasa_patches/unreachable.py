"""A tracker store whose database does not answer."""

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain


class Unreachable(TrackerStore):
    def __init__(self, domain: Domain, **_: object) -> None:
        raise ConnectionError("nobody there")
