package rapidity.bench;

import java.util.SplittableRandom;

/// How long a load takes that waits for the one before, from 16 MB, more than the caches of a core hold: from the cache
/// that all cores share, as far as others leave it, and from memory. Each line is visited once, in random order.
final class Chase implements Runnable {
    /// Of a run.
    static final int LOADS = 1 << 18;

    /// Of 64 bytes.
    private static final int LINE = 16;

    private final int[] next = new int[LINE * LOADS];
    private int at;

    Chase() {
        int[] order = new int[LOADS];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 1; i < LOADS; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        for (int i = 0; i < LOADS; i++) {
            next[LINE * order[i]] = LINE * order[(i + 1) % LOADS];
        }
    }

    @Override
    public void run() {
        int i = at;
        for (int n = 0; n < LOADS; n++) {
            i = next[i];
        }
        at = i;
    }
}
