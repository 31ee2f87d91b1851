import math

import torch


def rotate(picture, degrees):
    """About its middle; each pixel is fetched between four, and outside is black."""
    angle = math.radians(degrees) * (2 * torch.rand(1).item() - 1)
    height, width, _ = picture.shape
    rows, columns = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    down, right = rows - (height - 1) / 2, columns - (width - 1) / 2
    x = math.cos(angle) * right + math.sin(angle) * down
    y = math.cos(angle) * down - math.sin(angle) * right
    # grid_sample counts from −1 to 1, between the middles of the outermost pixels.
    grid = torch.stack([2 * x / max(1, width - 1), 2 * y / max(1, height - 1)], dim=-1)
    pictures = picture.movedim(-1, 0)[None]
    turned = torch.nn.functional.grid_sample(pictures, grid[None].to(picture), align_corners=True)
    return turned[0].movedim(0, -1)
