from torch import distributed


def over_ranks(x):
    """The sum of a tensor over all processes that train together, whose gradient comes back to each of them."""
    if not (distributed.is_available() and distributed.is_initialized()):
        return x
    from torch.distributed.nn.functional import all_reduce

    return all_reduce(x.clone())
