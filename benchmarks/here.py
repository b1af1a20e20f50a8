"""Lets the commands import the application and the tests' support from wherever they are started."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
