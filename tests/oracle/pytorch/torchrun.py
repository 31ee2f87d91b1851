"""`torchrun`, also where PyTorch 1.13 meets Python 3.11: there an enumeration no longer lists its member 0, and the
launcher does not find the setting "leave the output alone" that it starts with.
"""

from torch.distributed import run
from torch.distributed.elastic.multiprocessing.api import Std

read = Std.from_str
Std.from_str = classmethod(lambda _kind, text: Std(int(text)) if text.isdigit() else read(text))
run.main()
