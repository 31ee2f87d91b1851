import torch


def moved(picture, right, down):
    """The picture by whole pixels; what comes in from outside is black."""
    height, width, _ = picture.shape
    result = torch.zeros_like(picture)
    if abs(right) < width and abs(down) < height:
        rows, columns = slice(max(0, down), height + min(0, down)), slice(max(0, right), width + min(0, right))
        source_rows = slice(max(0, -down), height - max(0, down))
        source_columns = slice(max(0, -right), width - max(0, right))
        result[rows, columns] = picture[source_rows, source_columns]
    return result
