"""`make backup` and `make restore`: database, what operators edit, and keys, in one archive for its owner alone."""
