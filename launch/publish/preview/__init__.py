"""Preview of a publication: asks the serving and the new model the same messages and compares the replies."""
