"""The tables of areas: public lists of administrative divisions in, three CSV files out (see README.md).

`extract.areas` reads them; `build.py` makes them anew, `history.py` dates them and tells what became of each area.
"""
