package rapidity.model.python;

import java.io.IOException;
import rapidity.engine.Shape;
import rapidity.model.StoredType;

/// A tensor in a checkpoint, whose numbers are read when they are asked for.
public interface StateTensor {
    /// Of its numbers in the file.
    StoredType type();

    Shape shape();

    /// The numbers, row-major.
    ///
    /// @throws IOException if they are damaged
    double[] values() throws IOException;
}
