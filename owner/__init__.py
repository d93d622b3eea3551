"""What belongs to the institution that runs the assistant and not to the program: its profile, and its answers' titles.

    from owner.live import profile
    profile().sentences["greet"]

An operator edits data/profile.yml. The converter checks it with all other content and writes profile.json and
answers.json into data/generated, which every process reads again when they change. It imports nothing of this project,
so that all may import it.
"""
