"""Gold bulletins come in, scores beside their pinned floors go out; `speed` tells how fast reading is."""
