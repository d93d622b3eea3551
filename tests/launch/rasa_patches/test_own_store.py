"""The project's store is made as Rasa makes it, with the same errors, and without the other databases."""

import subprocess
import sys

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import ConnectionException
from rasa.utils.endpoints import EndpointConfig

from launch.rasa_patches.own_store import make_own_store_alone
from records.tracker_store import ConversationStore
from tests.running import ROOT

OURS = "records.tracker_store.ConversationStore"


@pytest.fixture(params=["as Rasa does", "alone"])
def create(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TrackerStore, "create", staticmethod(TrackerStore.create))
    if request.param == "alone":
        make_own_store_alone()


@pytest.mark.filterwarnings("ignore:Calling URL")
@pytest.mark.usefixtures("create")
def test_each_kind_of_store(tmp_path: object) -> None:
    domain = Domain.empty()
    ours = TrackerStore.create(EndpointConfig(type=OURS, url=f"sqlite:///{tmp_path}/c.db"), domain)
    assert isinstance(ours, ConversationStore)
    assert ours.domain is domain
    assert TrackerStore.create(ours) is ours
    assert isinstance(TrackerStore.create(None, domain), InMemoryTrackerStore)
    sql = TrackerStore.create(EndpointConfig(type="SQL", dialect="sqlite", db=f"{tmp_path}/sql.db"), domain)
    assert isinstance(sql, SQLTrackerStore)
    sql.engine.dispose()


@pytest.mark.usefixtures("create")
def test_a_database_that_can_not_be_opened() -> None:
    with pytest.raises(ConnectionException, match="Cannot connect to tracker store"):
        TrackerStore.create(EndpointConfig(type="tests.launch.rasa_patches.unreachable.Unreachable"), Domain.empty())


CODE = f"""
import sys
from launch import programs
programs.load_rasa()
from rasa.core.tracker_store import TrackerStore
from rasa.utils.endpoints import EndpointConfig
TrackerStore.create(EndpointConfig(type="{OURS}", url="sqlite://"))
print(sorted({{"pymongo", "botocore"}} & set(sys.modules)))
"""


def test_no_other_database_is_imported() -> None:
    command = [sys.executable, "-W", "ignore", "-c", CODE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "[]\n"
