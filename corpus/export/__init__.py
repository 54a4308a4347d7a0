"""A store's observations come in as a Dataset; files that other programs read go out, the same bytes every time.

A format is a module with one function from a Dataset to a file, and a row in `FORMATS`.
"""

from corpus.export.dataset import Dataset, Field, Table
from corpus.export.formats import FORMATS, Format, export
from corpus.export.release import LICENCES, Release, release
from corpus.export.spreadsheet import write_sheets
from corpus.export.whole import whole_file

__all__ = [
    "FORMATS",
    "LICENCES",
    "Dataset",
    "Field",
    "Format",
    "Release",
    "Table",
    "export",
    "release",
    "whole_file",
    "write_sheets",
]
