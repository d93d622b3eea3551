"""Release: starts a new model beside the old one, tests it, and switches to it if it passes.

gate      questions whose answers are known, asked before any publication
canary    conversations with a new instance of a cluster
release   a cluster's instances are replaced
commands  `python -m launch gate`, for building an image
"""
