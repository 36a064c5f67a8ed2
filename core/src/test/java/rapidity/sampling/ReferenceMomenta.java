package rapidity.sampling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// The momenta of the reference points.
final class ReferenceMomenta {
    private static final String FILE = "/rapidity/matrixelement/reference-amplitudes.txt";

    private ReferenceMomenta() {}

    /// Those of the first point with an up-type quark and this number of gluons.
    static double[] first(int gluons) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ReferenceMomenta.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> line.startsWith("uux_z" + "g".repeat(gluons) + " "))
                    .map(line -> Arrays.stream(line.split(" "))
                            .skip(1)
                            .limit(4L * (gluons + 3))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
