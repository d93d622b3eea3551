"""Rasa's tracker store and lock store, in SQL and Redis. Runs in the Rasa process (docs/design/records.md).

    tracker_store         ConversationStore, which endpoints.yml names
    lock_store            ConversationLocks: one turn of a conversation at a time
    event_table           reads only the events that a process does not know
    session               the events that a turn looks back on
    cached_conversations  the conversations that a process remembers
    event_writer          writes now, or in order once the database is back

`python -m records` expires, exports and deletes.
"""
