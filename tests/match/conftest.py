"""Lets the tests of matching share their made-up prose."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
