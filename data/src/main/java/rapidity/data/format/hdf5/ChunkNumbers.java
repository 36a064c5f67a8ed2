package rapidity.data.format.hdf5;

/// How the arrays of chunks count: in C order over the largest grid, an axis without limit first.
///
/// @param counts the chunks along each axis, 0 for one without limit
/// @param unlimited the axis without limit, or -1
record ChunkNumbers(long[] counts, int unlimited) {
    static ChunkNumbers of(long[] counts) {
        int unlimited = -1;
        for (int axis = 0; axis < counts.length; axis++) {
            if (counts[axis] == 0) {
                unlimited = axis;
            }
        }
        return new ChunkNumbers(counts, unlimited);
    }

    /// The number of chunks in a grid with limits.
    long total() {
        long total = 1;
        for (long count : counts) {
            total *= count;
        }
        return total;
    }

    /// The place in the grid of a number.
    long[] place(long number) {
        long[] place = new long[counts.length];
        long rest = number;
        for (int axis = counts.length - 1; axis >= 0; axis--) {
            if (axis != unlimited) {
                place[axis] = rest % counts[axis];
                rest /= counts[axis];
            }
        }
        if (unlimited >= 0) {
            place[unlimited] = rest;
        } else if (rest > 0) {
            place[0] = Long.MAX_VALUE;
        }
        return place;
    }
}
