"""Seconds a page for scans, end to end, beside RapidOCR alone on the same picture in the same run.

The page is drawn here and synthetic. tongbao also turns it level, finds its ruled lines, and lays out a Document. Both
read the same picture in turn, round after round, and the best round of each counts.
"""

from __future__ import annotations

import sys
from io import BytesIO
from time import process_time

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

import loaders
from tests.loaders.scan.maker import FONT, saved

ROUNDS = 3


def main() -> int:
    """Measure and print."""
    if not FONT.exists():
        print(f"scans: skipped, {FONT} is not there (apt install fonts-wqy-microhei)")
        return 0
    data = saved("PNG")
    picture = np.asarray(Image.open(BytesIO(data)).convert("RGB"))
    engine = RapidOCR(params={"Global.log_level": "critical"})
    ours, alone = [], []
    loaders.load(data)
    engine(picture)
    for _ in range(ROUNDS):
        begun = process_time()
        loaders.load(data)
        ours.append(process_time() - begun)
        begun = process_time()
        engine(picture)
        alone.append(process_time() - begun)
    print("one scanned page, seconds of the processor")
    print(f"  {'tongbao, whole document':28} {min(ours):8.2f}")
    print(f"  {'RapidOCR alone':28} {min(alone):8.2f}")
    print(f"  {'tongbao beside RapidOCR':28} {min(ours) / min(alone):8.2f} times the time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
