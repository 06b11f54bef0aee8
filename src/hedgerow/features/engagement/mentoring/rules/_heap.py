"""A heap of offers by how far they are, compiled; ``spot`` says where in it each offer is."""

from numba import njit


@njit(inline="always")
def push(keys, ats, spot, size, j, key):
    """Put ``j`` in, or nearer to the top if it is there; return the heap's size."""
    k = spot[j]
    if k == -1:
        k = size
        size += 1
    while k > 0:
        up = (k - 1) // 2
        if keys[up] <= key:
            break
        keys[k], ats[k] = keys[up], ats[up]
        spot[ats[k]] = k
        k = up
    keys[k], ats[k], spot[j] = key, j, k
    return size


@njit(inline="always")
def pop(keys, ats, spot, size):
    """Take the top off; return the heap's size."""
    spot[ats[0]] = -1
    size -= 1
    if size == 0:
        return size
    key, j, k = keys[size], ats[size], 0
    while True:
        low = 2 * k + 1
        if low >= size:
            break
        if low + 1 < size and keys[low + 1] < keys[low]:
            low += 1
        if keys[low] >= key:
            break
        keys[k], ats[k] = keys[low], ats[low]
        spot[ats[k]] = k
        k = low
    keys[k], ats[k], spot[j] = key, j, k
    return size
