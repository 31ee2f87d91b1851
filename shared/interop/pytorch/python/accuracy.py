def accuracy(truths, predictions):
    return (truths == predictions).float().mean().item()
