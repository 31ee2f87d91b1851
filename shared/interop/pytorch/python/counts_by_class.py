def counts_by_class(truths, predictions):
    """Of each class that occurs: how many were found, said, and there."""
    for one in set(truths.tolist()) | set(predictions.tolist()):
        said, there = predictions == one, truths == one
        yield (said & there).sum().item(), said.sum().item(), there.sum().item()
