from recurrence import Recurrence


class LongShortTermMemory(Recurrence):
    """Hochreiter & Schmidhuber (1997) with a forget gate; gates in the order input, forget, candidate, output."""

    gates = 4

    def step(self, inputs, recalled, hidden, memory):
        activation, gate = self.functions
        sums = [own + past for own, past in zip(inputs, recalled)]
        memory = gate(sums[1]) * memory + gate(sums[0]) * activation(sums[2])
        return gate(sums[3]) * activation(memory), memory
