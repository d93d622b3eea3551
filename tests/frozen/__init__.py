"""The content that tests of the program run on: the owner's FAQ, catalog and phrasings as they once were."""
