"""Prints the users' feedback with title, question, date and conversation: `make feedback`."""

import sys
import time
from dataclasses import replace

from sqlalchemy.exc import OperationalError

from channels.feedback.report import as_text
from channels.feedback.store import FeedbackStore
from owner.live import answer_titles, current_id
from persistence.migrations import DatabaseRefused
from persistence.privacy.retention import NotSettings, retention
from persistence.turns import turns_of
from settings.common import StoredData
from settings.reading import SettingsRefused, read
from understanding.public import public_in_content

DAY_SECONDS = 86_400


def main() -> int:
    try:
        url = read(StoredData).database
        # An answer may have had another id when it was rated.
        ratings = [replace(rating, faq_id=current_id(rating.faq_id)) for rating in FeedbackStore(url).ratings()]
        since = time.time() - retention().days * DAY_SECONDS
        turns = [turn for turn in turns_of(url, {rating.conversation for rating in ratings}) if turn.at >= since]
    except (SettingsRefused, DatabaseRefused, NotSettings) as error:
        print(error, file=sys.stderr)
        return 1
    except OperationalError:
        print("评价所在的数据库打不开；助手启动过一次才有它。", file=sys.stderr)
        return 1
    titles = {id_: title.title for id_, title in answer_titles().items()}
    print(as_text(ratings, turns, titles, public_in_content()), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
