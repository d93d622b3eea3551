"""Figures of the desk: waiting times and results of requests, as JSON and as an Excel workbook."""
