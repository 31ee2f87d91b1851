def rmse(truths, predictions):
    return (predictions - truths).square().mean().sqrt().item()
