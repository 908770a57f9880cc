"""The generator: one data file in two languages becomes tables, pages, drawings, search and downloads."""
