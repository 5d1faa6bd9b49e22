"""Makes `marked` and the repository's root importable from every folder of tests, and hides what the user imported."""

import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]
os.environ["HUDNA_PLACES"] = os.devnull  # a folder without tables
