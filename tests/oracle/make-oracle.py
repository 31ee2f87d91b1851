"""Writes data/**/*.json: what PyTorch computes for every layer, activation, loss and optimizer of the catalogue.

Run with a Python that has torch (Debian: apt install python3-torch): python3 tests/oracle/make-oracle.py [TOPIC ...]
A topic is a file of make/ without its ending (for example layers/core); without any, all are made. Each has a seed of
its own, so that a new one leaves the others' numbers alone. Everything is computed in float64 and rounded to what
float32 can hold several times over, so that the files stand for the true value and not for another float32 rounding.
The files are committed: the tests need no Python.
"""

import importlib
import pathlib
import sys
import zlib

import torch

MAKE = pathlib.Path(__file__).parent / "make"
sys.path.insert(0, str(MAKE))
from common import write  # noqa: E402

known = sorted(str(file.relative_to(MAKE).with_suffix("")) for file in MAKE.rglob("*.py") if file.name != "common.py")
for topic in sys.argv[1:] or known:
    torch.manual_seed(zlib.crc32(topic.encode()))
    write(topic, importlib.import_module(topic.replace("/", ".")).cases())
