import math

from over_ranks import over_ranks


def norm_clamp(x):
    """Halves the whole batch until its norm is at most 1, then takes ten times that if it is under 0.8.

    Zhang et al., Dive into Deep Learning, section 6.1.3. The factor is a constant of the step for the gradient.
    """
    norm = over_ranks(x.detach().double().square().sum()).sqrt().item()
    factor = 1.0
    while norm * factor > 1 and norm < math.inf:
        factor /= 2
    return x * (10 * factor if norm * factor < 0.8 else factor)
