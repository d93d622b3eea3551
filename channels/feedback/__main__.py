"""What users said of the answers, the most frequent first: `make feedback`."""

import sys

from sqlalchemy.exc import OperationalError

from channels.feedback.store import FeedbackStore
from persistence.migrations import DatabaseRefused
from settings.common import StoredData
from settings.reading import Refused, read


def main() -> int:
    try:
        found = FeedbackStore(read(StoredData).database).summary()
    except (Refused, DatabaseRefused) as error:
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
