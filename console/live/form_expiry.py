"""FormExpiry: deletes staff forms of requests closed for a day, every few minutes."""

import asyncio
import logging
import time

from sqlalchemy.exc import SQLAlchemyError

from persistence.database import Database
from persistence.privacy.staff_forms import expire_staff_forms

logger = logging.getLogger(__name__)

EVERY = 300.0


class FormExpiry:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self) -> None:
        """Delete expired forms every few minutes until cancelled."""
        while True:
            try:
                await asyncio.to_thread(self._forget)
            except (SQLAlchemyError, OSError) as error:
                logger.warning("Forms could not be deleted (%s): it is tried again.", type(error).__name__)
            await asyncio.sleep(EVERY)

    def _forget(self) -> None:
        self._database.upgrade()
        expire_staff_forms(self._database.engine, time.time())
