"""What users said of the answers, the most frequent first: `make feedback`."""

import os
import sys

from sqlalchemy.exc import OperationalError

from channels.feedback.store import FeedbackStore
from persistence.migrations import DatabaseRefused
from persistence.secret_files import SecretUnreadable, read_secret_files
from persistence.urls import database_url


def main() -> int:
    try:
        read_secret_files(os.environ)
        found = FeedbackStore(database_url(os.environ)).summary()
    except (SecretUnreadable, DatabaseRefused) as error:
        print(error, file=sys.stderr)
        return 1
    except OperationalError:
        print("评价所在的数据库打不开；助手启动过一次才有它。", file=sys.stderr)
        return 1
    if not found:
        print("还没有用户评价。")
    for faq_id, helpful, reason, count in found:
        print(f"{count}\t{faq_id}\t{'有帮助' if helpful else '没帮助'}\t{reason or ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
