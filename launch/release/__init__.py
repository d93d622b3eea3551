"""Release: starts a new model beside the old one, tests it, and switches to it if it passes."""
