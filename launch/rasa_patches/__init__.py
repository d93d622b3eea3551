"""Patches of Rasa, its SDK and Sanic, one module per subject; each says what it replaces, why, and for which version.

patches  the list of all of them (docs/design/rasa-patches.md says why each is there)
"""
