"""The database and Redis, secrets in files, and expiry, export and deletion of users' data. Knows no Rasa."""
