def r2(truths, predictions):
    errors = (predictions - truths).square().sum(dim=0)
    return (1 - errors / (truths - truths.mean(dim=0)).square().sum(dim=0)).mean().item()
