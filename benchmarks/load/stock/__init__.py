"""The stock Rasa project of the same FAQ, as `rasa init` and a tutorial would leave it.

project  makes it in a folder, and trains it
"""
