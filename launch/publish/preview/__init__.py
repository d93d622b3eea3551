"""What users will get otherwise: the same messages asked of the model that serves and of the one that is to come."""
