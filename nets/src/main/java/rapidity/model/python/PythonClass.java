package rapidity.model.python;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.model.ModelFormatException;
import rapidity.model.PythonOrigin;
import rapidity.model.TokenNetwork;
import rapidity.net.AutoencoderConfig;
import rapidity.net.CgennConfig;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.DsiConfig;
import rapidity.net.GapConfig;
import rapidity.net.LgaeConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNetConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.PfnConfig;
import rapidity.net.TransformerConfig;
import tools.jackson.databind.JsonNode;

/// The networks of the Python package lgatr, and the Lorentz group autoencoder of lgn-autoencoder.
public enum PythonClass {
    LGATR("LGATr", "multivectors", SpacetimeAlgebra.COMPONENTS, Tokens.ALONE),
    CONDITIONAL_LGATR("ConditionalLGATr", "multivectors", SpacetimeAlgebra.COMPONENTS, Tokens.WITH_CONDITION),
    SLIM("LGATrSlim", "vectors", TokenNetwork.VECTOR, Tokens.ALONE),
    CONDITIONAL_SLIM("ConditionalLGATrSlim", "vectors", TokenNetwork.VECTOR, Tokens.WITH_CONDITION),
    LGAE("LGAE", "p4", TokenNetwork.VECTOR, Tokens.ALONE);

    private enum Tokens {
        ALONE,
        WITH_CONDITION
    }

    private final String pythonName;
    private final String vectors;
    private final int components;
    private final Tokens tokens;

    PythonClass(String pythonName, String vectors, int components, Tokens tokens) {
        this.pythonName = pythonName;
        this.vectors = vectors;
        this.components = components;
        this.tokens = tokens;
    }

    /// The same network here.
    NetConfig config(Arguments arguments, Dialect dialect) throws ModelFormatException {
        return switch (this) {
            case LGATR -> new LgatrArguments(arguments, dialect).alone();
            case CONDITIONAL_LGATR -> new LgatrArguments(arguments, dialect).conditional();
            case SLIM -> new SlimArguments(arguments, dialect).slim();
            case CONDITIONAL_SLIM -> new SlimArguments(arguments, dialect).conditional();
            case LGAE -> new LgaeArguments(arguments).read();
        };
    }

    /// Class and arguments of a network, as far as that version has them all.
    static Optional<PythonOrigin> origin(NetConfig config, Dialect dialect) {
        if (config instanceof LgaeConfig != (dialect == Dialect.LGN_AUTOENCODER)) {
            return Optional.empty();
        }
        String version = dialect == Dialect.V1 ? "lgatr 1.4.4" : "lgatr 2.0.0";
        return switch (config) {
            case LgatrConfig c -> LGATR.origin(version, LgatrWords.of(c, dialect));
            case ConditionalLgatrConfig c -> CONDITIONAL_LGATR.origin(version, LgatrWords.of(c, dialect));
            case LgatrSlimConfig c -> SLIM.origin(version, SlimArguments.of(c, dialect));
            case ConditionalLgatrSlimConfig c -> CONDITIONAL_SLIM.origin(version, SlimArguments.of(c, dialect));
            case GapConfig c -> Optional.empty();
            case TransformerConfig c -> Optional.empty();
            case MlpConfig c -> Optional.empty();
            case LorentzNetConfig c -> Optional.empty();
            case PfnConfig c -> Optional.empty();
            case CgennConfig c -> Optional.empty();
            case DsiConfig c -> Optional.empty();
            case LgaeConfig c -> LGAE.origin("lgn-autoencoder 66620d0", LgaeArguments.of(c));
            case AutoencoderConfig c -> Optional.empty();
        };
    }

    private Optional<PythonOrigin> origin(String version, JsonNode arguments) {
        return Optional.of(new PythonOrigin(pythonName, version, arguments));
    }

    /// Whether a package has this network.
    boolean isOf(Dialect dialect) {
        return (this == LGAE) == (dialect == Dialect.LGN_AUTOENCODER);
    }

    static Optional<PythonClass> named(String name) {
        return Arrays.stream(values()).filter(c -> c.pythonName.equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(c -> c.pythonName).toList();
    }

    String pythonName() {
        return pythonName;
    }

    /// What the package calls the inputs and outputs that transform.
    public String vectors() {
        return vectors;
    }

    /// Whether there is a second set of tokens, which the first looks at.
    boolean isConditional() {
        return tokens == Tokens.WITH_CONDITION;
    }

    /// Numbers of each of them.
    int components() {
        return components;
    }
}
