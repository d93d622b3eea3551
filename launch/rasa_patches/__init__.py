"""What of Rasa's and its SDK's own code is replaced, a module for each subject: what, why, and for which versions.

patches  the list of all of them (docs/design/rasa-patches.md says why each is there)
"""
