import torch
from torch import nn


class Recurrence(nn.Module):
    """A recurrence along the second axis of [batch, steps, features] with functions that PyTorch's own do not have.

    Weights are named and laid out as theirs: gates stand one below the other.
    """

    gates = 1
    # A list where somebody wants to see every state; recorder.py does.
    states = None

    def __init__(self, features, units, functions, bias=True, bidirectional=False):
        super().__init__()
        self.units = units
        self.functions = nn.ModuleList(functions)
        self.ends = ["", "_reverse"] if bidirectional else [""]
        rows = self.gates * units
        for end in self.ends:
            self.register_parameter(f"weight_ih_l0{end}", nn.Parameter(torch.zeros(rows, features)))
            self.register_parameter(f"weight_hh_l0{end}", nn.Parameter(torch.zeros(rows, units)))
            for name in ["bias_ih_l0", "bias_hh_l0"]:
                self.register_parameter(name + end, nn.Parameter(torch.zeros(rows)) if bias else None)

    def forward(self, x):
        ways = [self.walk(x, end) for end in self.ends]
        return torch.cat(ways, dim=-1), None

    def walk(self, x, end):
        past = getattr(self, f"weight_hh_l0{end}"), getattr(self, f"bias_hh_l0{end}")
        inputs = nn.functional.linear(x, getattr(self, f"weight_ih_l0{end}"), getattr(self, f"bias_ih_l0{end}"))
        steps = list(inputs.unbind(dim=1))
        if end:
            steps.reverse()
        hidden = memory = x.new_zeros(len(x), self.units)
        states = []
        for step in steps:
            recalled = nn.functional.linear(hidden, *past)
            hidden, memory = self.step(step.chunk(self.gates, dim=-1), recalled.chunk(self.gates, dim=-1), hidden, memory)
            states.append(hidden)
        if end:
            states.reverse()
        if self.states is not None:
            self.states.append(states)
        return torch.stack(states, dim=1)
