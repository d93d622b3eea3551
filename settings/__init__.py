"""The environment variables of each process: typed classes, read once when the process starts. Knows no Rasa.

    processes                                           one class for each process
    common, console, handoff, notices, testers, wechat  the variables by subject
    reading, strength                                   how values are read, and how strong a secret must be

`python -m settings docs/guide/settings.md` renews the table of all variables.
"""
