"""Runs a script while the file that its recorder writes cannot be written: a folder stands in its place for a while."""

import os
import runpy
import sys

sys.path.insert(0, os.getcwd())
sys.argv = sys.argv[1:]

from recorder import Recorder  # noqa: E402

RUN = "run.vprun"
Recorder.INTERVAL, Recorder.REST = 0.02, 0
saw_update = Recorder.saw_update


def held(self, *told):
    if self.step == 100:
        os.remove(RUN)
        os.mkdir(RUN)
    if self.step == 600:
        os.rmdir(RUN)
    saw_update(self, *told)


Recorder.saw_update = held
runpy.run_path(sys.argv[0], run_name="__main__")
