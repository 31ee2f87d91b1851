def log_rmse(truths, predictions):
    """Of logarithms; numbers below 1 count as 1."""
    return (predictions.clamp(min=1).log() - truths.clamp(min=1).log()).square().mean().sqrt().item()
