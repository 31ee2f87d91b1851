def dot(a, b, first_axis, second_axis, normalize=False):
    """Sums the products of two inputs over one axis of each, [batch, places of a, places of b]."""
    a = a.movedim(first_axis, -1)
    b = b.movedim(second_axis, -1)
    if normalize:
        a = a / a.norm(dim=-1, keepdim=True).clamp(min=1e-6)
        b = b / b.norm(dim=-1, keepdim=True).clamp(min=1e-6)
    return a.reshape(len(a), -1, a.shape[-1]) @ b.reshape(len(b), -1, b.shape[-1]).transpose(1, 2)
