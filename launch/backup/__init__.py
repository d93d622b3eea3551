"""`make backup` and `make restore`: database, what operators edit, and keys, in one archive for its owner alone.

    python -m launch.backup make [--out FILE] | restore --from FILE [--overwrite]

create, restore               the two commands
contents, databases, archive  which files; a copy of the database; the archive
"""
