"""Tests of the content that is served: how its parts belong together, whatever they say."""
