"""What is kept of one person is exported whole, and deleted whole; the others' is not touched."""

import json

from persistence.privacy import person
from persistence.privacy.secure_delete import erasing
from persistence.tables import OF_A_CONVERSATION
from tests.persistence.privacy.sample import ANSWER, SAID, SEALED_FORM, SECRET, SampleData


def test_export_has_every_row_in_words_one_can_read(sample: SampleData) -> None:
    sample.person("web-a", 3)
    sample.person("web-b", 2)
    with sample.engine.connect() as connection:
        data = json.loads(json.dumps(person.export(connection, ["web-a"])))
    assert [(line["who"], line["text"]) for line in data["messages"]] == [("user", SECRET), ("bot", ANSWER)]
    assert data["messages"][0]["at"].endswith("+00:00")
    assert {table.name: len(data[table.name]) for table in OF_A_CONVERSATION} == {
        "events": 6, "tickets": 1, "ticket_events": 3, "feedback": 1, "desk_outbox": 1, "attachments": 1,
        "staff_forms": 1,
    }  # fmt: skip
    assert data["tickets"][0]["transcript"][0]["text"] == SECRET
    assert data["ticket_events"][1]["body"]["text"] == SECRET
    assert data["desk_outbox"][0]["body"]["text"] == SAID
    assert data["staff_forms"][0]["details"] is None
    assert "web-b" not in json.dumps(data)


def test_export_has_what_they_wrote_for_the_staff_where_the_key_is(sample: SampleData) -> None:
    sample.person("web-a", 3)
    with sample.engine.connect() as connection:
        result = person.export(connection, ["web-a"], lambda sealed, _: {"name": sealed})
    assert result["staff_forms"][0]["details"] == {"name": SEALED_FORM}


def test_delete_leaves_nothing_of_theirs_and_all_of_others(sample: SampleData) -> None:
    sample.person("web-a", 3)
    sample.person("web-b", 2)
    with erasing(sample.engine) as connection:
        done = person.delete(connection, ["web-a"])
    assert done == {
        "events": 6,
        "tickets": 1,
        "ticket_events": 3,
        "feedback": 1,
        "desk_outbox": 1,
        "attachments": 1,
        "staff_forms": 1,
    }
    assert "web-a" not in sample.everything()
    with sample.engine.connect() as connection:
        assert person.count(connection, ["web-a"]) == dict.fromkeys(done, 0)
        assert person.count(connection, ["web-b"]) == done


def test_a_name_is_no_pattern(sample: SampleData) -> None:
    sample.person("web-a", 3)
    with erasing(sample.engine) as connection:
        for name in ("", "%", "web-%", "web-a' OR '1'='1", "WEB-A"):
            assert not any(person.delete(connection, [name]).values()), name
    assert sample.senders() == {"web-a"}


def test_where_nothing_was_ever_kept(sample: SampleData) -> None:
    with sample.engine.begin() as connection:
        assert not any(person.delete(connection, ["web-a"]).values())
        assert person.export(connection, ["web-a"])["messages"] == []
