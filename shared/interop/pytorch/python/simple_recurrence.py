from recurrence import Recurrence


class SimpleRecurrence(Recurrence):
    """Elman (1990): the state is f of the input's sum and the last state's."""

    def step(self, inputs, recalled, hidden, memory):
        (activation,) = self.functions
        return activation(inputs[0] + recalled[0]), memory
