def mae(truths, predictions):
    return (predictions - truths).abs().mean().item()
