"""The content of the institution that runs the assistant: its folder, its profile, its answers' titles.

    from owner.live import profile
    profile().sentences["greet"]

    live, versions      the profile and titles that are served now, and of which version
    profile, sentences  the form of a profile, checked by pydantic
    defaults            the program's own text of sentences that a profile lacks
    reading, mending    data/profile.yml -> Profile; slips of a Chinese keyboard are read as meant
    folder              data/, or the folder that CONTENT names

The converter checks data/profile.yml with all other content. It writes profile.json and answers.json into
data/generated, which every process reads again when they change. This package imports nothing of the project, so that
all may import it.
"""
