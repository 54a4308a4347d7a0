"""Document in, Bulletin out: the reader that turns every figure, percentage and ranking into a record.

What it understood goes into the records; what it could not claim goes into the warnings.
"""

from extract.codes import Indicator, indicators
from extract.extraction import extract
from extract.user_lexicon import UserLexicon, parse_lexicon

VERSION = "0.1.0"

__all__ = ["VERSION", "Indicator", "UserLexicon", "extract", "indicators", "parse_lexicon"]
