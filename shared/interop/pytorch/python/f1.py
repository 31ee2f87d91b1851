from counts_by_class import counts_by_class


def f1(truths, predictions):
    each = [2 * found / (said + there) for found, said, there in counts_by_class(truths, predictions)]
    return sum(each) / len(each)
