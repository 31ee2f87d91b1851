def top_k(truths, predictions, outputs, k):
    """The share of samples whose class is among the k best."""
    if outputs.shape[1] == 1:
        ranks = (truths != predictions).long()
    else:
        ranks = (outputs > outputs.gather(1, truths[:, None])).sum(dim=1)
    return (ranks < k).float().mean().item()
