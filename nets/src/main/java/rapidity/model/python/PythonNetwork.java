package rapidity.model.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapidity.model.BareNetwork;
import rapidity.model.JsonTree;
import rapidity.model.ModelFormatException;
import rapidity.model.PythonOrigin;
import rapidity.model.Quoted;
import rapidity.model.Spelling;
import rapidity.net.LgaeConfig;
import rapidity.net.NetConfig;
import tools.jackson.databind.JsonNode;

/// A network of the Python package lgatr, 1.x or 2.x, or of lgn-autoencoder, by its class and the arguments of its
/// constructor.
///
/// @param origin as it was written
/// @param config the same network here
public record PythonNetwork(PythonOrigin origin, PythonClass type, Dialect dialect, NetConfig config) {
    private static final Pattern PACKAGE =
            Pattern.compile("lgatr(?: |==|-)(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

    /// Reads a file with `class`, `package` and `arguments`; other keys are not looked at.
    ///
    /// @throws ModelFormatException if one of them is missing, an argument is unknown to that class in that version, or
    ///     has another type
    public static PythonNetwork read(Path file) throws IOException {
        JsonNode root = JsonTree.read(file);
        if (!root.isObject()) {
            throw new ModelFormatException(
                    file, "contents", "an object with 'class', 'package' and 'arguments'", "something else");
        }
        for (String key : new String[] {"class", "package"}) {
            if (!root.path(key).isString()) {
                throw new ModelFormatException(
                        file,
                        "'" + key + "'",
                        key.equals("class") ? "a name such as 'LGATr'" : "a version such as 'lgatr 2.0.0'",
                        root.path(key).isMissingNode() ? "none" : "something else");
            }
        }
        return of(
                file,
                new PythonOrigin(
                        root.path("class").stringValue(), root.path("package").stringValue(), root.path("arguments")));
    }

    /// @param file for sentences
    /// @throws ModelFormatException if there is no such class, or its arguments are others
    public static PythonNetwork of(Path file, PythonOrigin origin) throws IOException {
        PythonClass type = PythonClass.named(origin.type())
                .orElseThrow(() -> new ModelFormatException(
                        file,
                        "'class'",
                        "one of " + PythonClass.names(),
                        "'" + Quoted.of(origin.type()) + "'"
                                + Spelling.nearest(origin.type(), PythonClass.names())
                                        .map(n -> "; did you mean '" + n + "'?")
                                        .orElse("")));
        Dialect dialect = dialect(file, type, origin.packageName());
        Arguments arguments = new Arguments(file, "arguments", origin.arguments());
        return new PythonNetwork(origin, type, dialect, type.config(arguments, dialect));
    }

    /// The Python class of a network that was imported, or that has the same form in lgatr.
    ///
    /// @param model where it is, for sentences
    /// @throws ModelFormatException if no version of these packages computes what this network does
    public static PythonNetwork of(Path model, BareNetwork net) throws IOException {
        if (net.origin().isPresent()) {
            return of(model, net.origin().get());
        }
        for (Dialect d : Dialect.values()) {
            Optional<PythonOrigin> origin = PythonClass.origin(net.config(), d);
            if (origin.isPresent() && of(model, origin.get()).config().equals(net.config())) {
                return of(model, origin.get());
            }
        }
        throw new ModelFormatException(
                model, "network", "one that lgatr or lgn-autoencoder has too", found(net.config()));
    }

    private static String found(NetConfig c) {
        return c instanceof LgaeConfig
                ? "a Lorentz group autoencoder in an arithmetic that the published code has not: train it with the"
                        + " setting 'dialect: published' of its network"
                : c.getClass().getSimpleName();
    }

    /// What the names of the condition's arrays end with.
    public String conditionSuffix() {
        return dialect == Dialect.V1 ? "_condition" : "_cond";
    }

    private static Dialect dialect(Path file, PythonClass type, String packageName) throws ModelFormatException {
        if (type.isOf(Dialect.LGN_AUTOENCODER)) {
            if (!packageName.startsWith(Dialect.LGN_AUTOENCODER.packages())) {
                throw new ModelFormatException(
                        file, "'package'", "lgn-autoencoder", "'" + Quoted.of(packageName) + "'");
            }
            return Dialect.LGN_AUTOENCODER;
        }
        Matcher m = PACKAGE.matcher(packageName);
        if (m.matches()) {
            int major = Integer.parseInt(m.group(1));
            int minor = Integer.parseInt(m.group(2));
            int patch = m.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(m.group(3));
            if (major == 2) {
                return Dialect.V2;
            } else if (major == 1 && (minor > 3 || (minor == 3 && patch >= 1))) {
                return Dialect.V1;
            }
        }
        throw new ModelFormatException(
                file,
                "'package'",
                "lgatr 1.3.1 to 2.x, such as 'lgatr 2.0.0'",
                "'" + Quoted.of(packageName) + "' (before 1.3.1 defaults and scalars were others)");
    }
}
