"""The environment variables of each process: typed classes, read once when the process starts. Knows no Rasa.

    processes                                           one class for each process
    common, console, notices, testers, wechat           the variables by subject
    handoff                                             how a person can be reached, from the profile
    reading, strength, guessable                        how values are read, how strong a secret is, what is guessed

`python -m settings docs/guide/settings.md` renews the table of all variables.
"""
