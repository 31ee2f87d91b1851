from counts_by_class import counts_by_class


def recall(truths, predictions):
    each = [found / there if there else 0 for found, _, there in counts_by_class(truths, predictions)]
    return sum(each) / len(each)
