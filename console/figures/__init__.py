"""Figures of the desk: waiting times and results of requests, as JSON and as an Excel workbook.

figure_handlers          handlers
ticket_figures, figures  requests of some days, and what is computed of them (docs/guide/desk.md defines each figure)
workbook                 the figures as .xlsx
"""
