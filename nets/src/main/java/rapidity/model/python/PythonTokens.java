package rapidity.model.python;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rapidity.engine.Shape;
import rapidity.model.Safetensors.Stored;
import rapidity.model.audit.AuditInput;
import rapidity.model.audit.Tokens;

/// The inputs of a Python network, without masks, as an audit takes them.
public final class PythonTokens {
    private PythonTokens() {}

    /// @throws IllegalArgumentException if an input is missing or has another shape
    public static AuditInput of(PythonNetwork python, Map<String, Stored> inputs) {
        PythonCall.of(python, inputs);
        Tokens tokens = tokens(python, inputs, "");
        return new AuditInput(
                tokens,
                python.type().isConditional()
                        ? Optional.of(tokens(python, inputs, python.conditionSuffix()))
                        : Optional.empty());
    }

    private static Tokens tokens(PythonNetwork python, Map<String, Stored> inputs, String suffix) {
        Stored v = Objects.requireNonNull(inputs.get(python.type().vectors() + suffix));
        Shape shape = v.shape();
        Stored s = inputs.get("scalars" + suffix);
        double[] scalars = s == null ? new double[0] : s.values();
        return Tokens.of(shape.axis(-3), shape.axis(-2), shape.axis(-1), v.values(), scalars);
    }
}
