package rapidity.bench;

/// The bandwidth of memory: `a = b + 3 c` on arrays that no cache holds.
final class Triad implements Runnable {
    private static final int LENGTH = 1 << 24;

    /// Bytes that a run reads and writes.
    static final double BYTES = 3.0 * Float.BYTES * LENGTH;

    private final float[] a = new float[LENGTH];
    private final float[] b = new float[LENGTH];
    private final float[] c = new float[LENGTH];

    @Override
    public void run() {
        for (int i = 0; i < LENGTH; i++) {
            a[i] = b[i] + 3 * c[i];
        }
    }
}
