"""Under which licences everything that we use stands: docs/licences.md, by `make licences`."""
