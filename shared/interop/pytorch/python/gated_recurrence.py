from recurrence import Recurrence


class GatedRecurrence(Recurrence):
    """Cho et al. (2014), reset after the product; gates in the order reset, update, candidate."""

    gates = 3

    def step(self, inputs, recalled, hidden, memory):
        activation, gate = self.functions
        reset, update = (gate(inputs[index] + recalled[index]) for index in [0, 1])
        candidate = activation(inputs[2] + reset * recalled[2])
        return candidate + update * (hidden - candidate), memory
