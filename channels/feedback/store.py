"""FeedbackStore: the users' feedback on answers, in SQL beside the conversations."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import select

from channels.feedback.report import ReportedRating
from persistence.database import Database
from persistence.tables import feedback


class FeedbackStore:
    """Works with any database of SQLAlchemy; several processes may share it. Its methods block."""

    def __init__(self, url: str) -> None:
        # A connection per use: feedback is rare.
        self._database = Database(url, pooled=False)

    def keep(self, row: Mapping[str, Any]) -> None:
        """Keep one, a mapping of the table's columns, in place of an earlier one of the same message."""
        same = feedback.c.conversation == row["conversation"], feedback.c.message == row["message"]
        with self._database.begin() as connection:
            connection.execute(feedback.delete().where(*same))
            connection.execute(feedback.insert().values(**row))

    def of(self, conversation: str) -> dict[str, dict[str, Any]]:
        """Return the feedback of a conversation: message id → helpful, reason."""
        query = select(feedback.c.message, feedback.c.helpful, feedback.c.reason)
        with self._database.begin() as connection:
            rows = connection.execute(query.where(feedback.c.conversation == conversation)).all()
        return {row.message: {"helpful": row.helpful, "reason": row.reason} for row in rows}

    def ratings(self) -> list[ReportedRating]:
        """Return all feedback, in no order."""
        columns = [feedback.c[name.name] for name in fields(ReportedRating)]
        with self._database.begin() as connection:
            return [ReportedRating(*row) for row in connection.execute(select(*columns)).all()]
