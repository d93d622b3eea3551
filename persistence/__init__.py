"""The database and Redis, without Rasa: tables, migrations, secrets in files, privacy.

database, engine                  an engine whose tables are up to date; waits that end
tables, staff_tables, migrations  the tables, and Alembic's steps that make them
turn_lease, circuit_breaker       one turn of a message over several instances; servers that do not answer
turns                             conversations read back as turns
names, keyed_crypto, key_file     digests and encryption of users' names
helpdesk, attachments             requests for a person; pictures, voice and video
privacy                           expiry, export and deletion
"""
