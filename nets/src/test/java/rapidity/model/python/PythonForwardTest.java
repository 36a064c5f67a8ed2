package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.model.BareNetwork;
import rapidity.model.ModelFormatException;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;

class PythonForwardTest {
    /// Python's float64 and ours add in different orders: 2e-13 measured.
    private static final double IN_DOUBLE = 1e-11;
    /// The same in float32, relative to the largest value: Python's own reaches 4e-5.
    private static final double IN_FLOAT = 1e-4;

    private static BareNetwork network(Path checkpoint, Fixture f, Precision precision) throws IOException {
        PythonNetwork python = PythonNetwork.read(f.json());
        PythonImport read = PythonImport.read(checkpoint, python, Optional.empty());
        BareNetwork net = BareNetwork.of(python.config(), python.origin(), Engine.scalar(precision));
        net.weights().write(read.net().weights().read());
        return net;
    }

    private static double deviation(Path checkpoint, Fixture f, Precision precision) throws IOException {
        BareNetwork net = network(checkpoint, f, precision);
        ForwardCase c = ForwardCase.read(f.json());
        Map<String, Stored> found;
        try (Workers workers = new Workers(1)) {
            found = PythonForward.run(net, PythonNetwork.read(f.json()), c.inputs(), workers);
        }
        assertThat(found).containsOnlyKeys(c.outputs().keySet());
        double worst = 0;
        for (Map.Entry<String, Stored> e : c.outputs().entrySet()) {
            Stored y = Objects.requireNonNull(found.get(e.getKey()));
            assertThat(y.shape()).isEqualTo(e.getValue().shape());
            worst = Math.max(worst, deviation(y.values(), e.getValue().values()));
        }
        return worst;
    }

    private static double deviation(double[] found, double[] expected) {
        double worst = 0;
        double scale = 1;
        for (int i = 0; i < found.length; i++) {
            double d = Math.abs(found[i] - expected[i]);
            worst = Double.isNaN(d) || d > worst ? d : worst;
            scale = Math.max(scale, Math.abs(expected[i]));
        }
        return worst / scale;
    }

    @ParameterizedTest
    @MethodSource("rapidity.model.python.Fixture#all")
    void theWeightsOfPythonGiveTheOutputsOfPython(Fixture f) throws IOException {
        for (Path file : new Path[] {f.pickled(), f.safetensors()}) {
            assertThat(deviation(file, f, Precision.FLOAT64)).isLessThan(IN_DOUBLE);
            assertThat(deviation(file, f, Precision.FLOAT32)).isLessThan(IN_FLOAT);
        }
    }

    @Test
    void aStateDictionaryInsideAnotherGivesTheSame() throws IOException {
        Fixture f = new Fixture("lgatr-v1-headscale");
        Path nested = Fixture.path("lgatr-v1-headscale-nested.pt");
        assertThat(network(nested, f, Precision.FLOAT64).weights().read())
                .usingRecursiveComparison()
                .isEqualTo(network(f.pickled(), f, Precision.FLOAT64).weights().read());
    }

    @ParameterizedTest
    @MethodSource("rapidity.model.python.Fixture#all")
    void sequencesDoNotDependOnTheirBatch(Fixture f) throws IOException {
        BareNetwork net = network(f.pickled(), f, Precision.FLOAT32);
        PythonNetwork python = PythonNetwork.read(f.json());
        Map<String, Stored> inputs = ForwardCase.read(f.json()).inputs();
        Map<String, Stored> second = new HashMap<>();
        inputs.forEach((name, x) -> second.put(name, second(x)));
        try (Workers workers = new Workers(1)) {
            Map<String, Stored> all = PythonForward.run(net, python, inputs, workers);
            Map<String, Stored> alone = PythonForward.run(net, python, second, workers);
            all.forEach((name, y) -> assertThat(
                            Objects.requireNonNull(alone.get(name)).values())
                    .as(name)
                    .isEqualTo(second(y).values()));
        }
    }

    /// The second entry along the first axis.
    private static Stored second(Stored x) {
        int[] shape = x.shape().toArray();
        int size = x.values().length / shape[0];
        shape[0] = 1;
        return Stored.of(x.type(), java.util.Arrays.copyOfRange(x.values(), size, 2 * size), shape);
    }

    @Test
    void inputsThatDoNotFitAreNamed() throws IOException {
        Fixture f = new Fixture("lgatr-v2-headscale");
        BareNetwork net = network(f.pickled(), f, Precision.FLOAT64);
        Map<String, Stored> inputs = ForwardCase.read(f.json()).inputs();
        Map<String, Stored> wrong = new HashMap<>(inputs);
        Stored mv = Objects.requireNonNull(wrong.remove("multivectors"));
        wrong.put("multivector", mv);
        refused(net, f, wrong, "did you mean multivectors?");
        wrong.remove("multivector");
        refused(net, f, wrong, "no input multivectors");
        wrong.put("multivectors", Stored.of(mv.type(), new double[8], 1, 2, 1, 4));
        refused(
                net,
                f,
                wrong,
                "expected [.., tokens, 1, 16], found [1, 2, 1, 4] (four-vectors go into components 1 to 4");
        wrong.put("multivectors", Stored.of(mv.type(), new double[64], 1, 2, 2, 16));
        refused(net, f, wrong, "expected [.., tokens, 1, 16], found [1, 2, 2, 16]");
        wrong.put("multivectors", Stored.of(mv.type(), new double[32], 1, 2, 1, 16));
        refused(net, f, wrong, "input scalars: expected [1, 2, 2], for multivectors [1, 2, 1, 16], found [2, 5, 2]");
        wrong.put("multivectors", mv);
        wrong.put("attn_mask", Stored.of(mv.type(), new double[12], 3, 4));
        refused(net, f, wrong, "input attn_mask: expected axes that repeat to [2, 1, 5, 5]");
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedAsInputs() throws IOException {
        Fixture f = new Fixture("lgatr-v2-headscale");
        BareNetwork net = network(f.pickled(), f, Precision.FLOAT64);
        Map<String, Stored> inputs = new HashMap<>(ForwardCase.read(f.json()).inputs());
        double[] scalars =
                Objects.requireNonNull(inputs.get("scalars")).values().clone();
        scalars[7] = Double.NaN;
        inputs.put("scalars", Stored.of(StoredType.F64, scalars, 2, 5, 2));
        refused(net, f, inputs, "input scalars: expected finite numbers, found NaN as number 7");
    }

    /// Python's json writes -Infinity for masked keys.
    @Test
    void masksComeAsPythonWritesThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("in.json"), "{\"inputs\": {\"attn_mask\": [[0.0, -Infinity], [NaN, Infinity]]}}");
        Stored mask = Objects.requireNonNull(ForwardCase.read(file).inputs().get("attn_mask"));
        assertThat(mask.values()).containsExactly(0, Double.NEGATIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test
    void raggedListsAreNamedByTheirPlace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("in.json"), "{\"inputs\": {\"x\": [[[1, 2]], [[3]]]}}");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> ForwardCase.read(file))
                .withMessage(file + ": inputs 'x': expected an array in nested lists, found lists of length 2 and one"
                        + " of length 1 at [1, 0]");
    }

    private static void refused(BareNetwork net, Fixture f, Map<String, Stored> inputs, String sentence)
            throws IOException {
        PythonNetwork python = PythonNetwork.read(f.json());
        try (Workers workers = new Workers(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PythonForward.run(net, python, inputs, workers))
                    .withMessageContaining(sentence);
        }
    }
}
