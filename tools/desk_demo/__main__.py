"""python -m tools.desk_demo sqlite:////tmp/desk.db
DATABASE_URL=sqlite:////tmp/desk.db python -m launch console
"""

import argparse

from tools.desk_demo.filling import PASSWORD, STAFF, fill


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.desk_demo", description=__doc__)
    parser.add_argument("url", help="an address of SQLAlchemy; the database is empty")
    fill(parser.parse_args().url)
    print(f"登录名：{'、'.join(name for name, _, _ in STAFF)}；密码都是 {PASSWORD}")


if __name__ == "__main__":
    main()
