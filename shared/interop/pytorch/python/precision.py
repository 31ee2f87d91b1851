from counts_by_class import counts_by_class


def precision(truths, predictions):
    each = [found / said if said else 0 for found, said, _ in counts_by_class(truths, predictions)]
    return sum(each) / len(each)
