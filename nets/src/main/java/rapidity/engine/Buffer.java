package rapidity.engine;

/// Memory of an engine that holds the numbers of one tensor. Only its engine looks inside.
public final class Buffer {
    final Object array;
    final int capacity;
    /// How many tensors or tasks still need the contents; at 0 the engine may use the memory again.
    int owners = 1;

    Buffer(Object array, int capacity) {
        this.array = array;
        this.capacity = capacity;
    }
}
