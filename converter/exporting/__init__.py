"""Exports the FAQ as .xlsx, .docx or .csv, which `converter/importing/` reads back to the same bytes."""
