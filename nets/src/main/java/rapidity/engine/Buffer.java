package rapidity.engine;

/// Memory of an engine that holds the numbers of one tensor. Only its engine looks inside.
public final class Buffer {
    private final Object content;
    final int capacity;
    /// How many tensors or tasks still need the contents; at 0 the engine may use the memory again.
    int owners = 1;

    /// @param content what the engine knows the memory by
    /// @param capacity how many numbers fit
    public Buffer(Object content, int capacity) {
        this.content = content;
        this.capacity = capacity;
    }

    /// What the engine knows the memory by.
    public Object content() {
        return content;
    }

    /// How many numbers fit.
    public int capacity() {
        return capacity;
    }

    /// One owner more.
    public void retain() {
        owners++;
    }

    /// One owner less.
    ///
    /// @return whether none is left
    /// @throws IllegalStateException if there was none
    public boolean release() {
        if (--owners < 0) {
            throw new IllegalStateException("a buffer of " + capacity + " numbers was released twice");
        }
        return owners == 0;
    }
}
