package rapidity.model.python;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Workers;
import rapidity.model.BareNetwork;
import rapidity.model.Quoted;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.net.Lgae;
import rapidity.net.LgaeConfig;
import rapidity.net.PaddedJets;

/// The published Lorentz group autoencoder on raw arrays, by the names of its data and of its results:
///
/// ```
/// p4 [jets, particles, (E, px, py, pz)],   scalars [jets, particles, additional],   labels [jets, particles]
///
/// latent_scalar [(re, im), jets, channels],   latent_vector [(re, im), jets, channels, (E, px, py, pz)],
/// output_complex [(re, im), jets, particles, (E, px, py, pz)]
/// ```
///
/// `labels` are 0 for padding; without them padding is what has no energy.
final class LgaeForward {
    private static final int VECTOR = 4;
    private static final int JETS_AT_ONCE = 16;
    private static final String MOMENTA = "p4";
    private static final String SCALARS = "scalars";
    private static final List<String> MASKS = List.of("labels", "masks", "mask");

    private final LgaeConfig config;
    private final PaddedJets jets;

    private LgaeForward(LgaeConfig config, Map<String, Stored> inputs) {
        this.config = config;
        for (String name : inputs.keySet()) {
            if (!name.equals(MOMENTA) && !name.equals(SCALARS) && !MASKS.contains(name)) {
                throw new IllegalArgumentException("expected inputs among [" + MOMENTA + ", " + SCALARS + ", "
                        + String.join(", ", MASKS) + "], found '" + Quoted.of(name) + "'");
            }
        }
        Stored p4 = inputs.get(MOMENTA);
        if (p4 == null) {
            throw new IllegalArgumentException("there is no input p4 [jets, particles, 4]");
        }
        int count = p4.shape().rank() == 3 ? p4.shape().axis(0) : 0;
        check(MOMENTA, p4, count, config.particles(), VECTOR);
        int more = config.inputs() - VECTOR;
        double[] scalars = new double[0];
        if (more > 0) {
            Stored found = Optional.ofNullable(inputs.get(SCALARS))
                    .orElseThrow(() ->
                            new IllegalArgumentException("there is no input scalars [jets, particles, " + more + "]"));
            check(SCALARS, found, count, config.particles(), more);
            scalars = found.values();
        }
        jets = new PaddedJets(
                count, config.particles(), config.inputs(), joined(p4.values(), scalars, more), mask(inputs, p4));
    }

    private static void check(String name, Stored found, int... shape) {
        if (!found.shape().equals(Shape.of(shape))) {
            throw new IllegalArgumentException("input " + name + ": expected [jets, particles, numbers] "
                    + Arrays.toString(shape) + ", found " + found.shape());
        }
        if (!Arrays.stream(found.values()).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("input " + name + ": expected finite numbers");
        }
    }

    private static double[] joined(double[] momenta, double[] scalars, int more) {
        int width = VECTOR + more;
        double[] r = new double[momenta.length / VECTOR * width];
        Arrays.setAll(
                r,
                i -> i % width < VECTOR
                        ? momenta[i / width * VECTOR + i % width]
                        : scalars[i / width * more + i % width - VECTOR]);
        return r;
    }

    private static boolean[] mask(Map<String, Stored> inputs, Stored p4) {
        Shape s = p4.shape();
        boolean[] real = new boolean[s.axis(0) * s.axis(1)];
        for (String name : MASKS) {
            Stored mask = inputs.get(name);
            if (mask != null) {
                if (!mask.shape().equals(Shape.of(s.axis(0), s.axis(1)))) {
                    throw new IllegalArgumentException("input " + name + ": expected [" + s.axis(0) + ", " + s.axis(1)
                            + "], found " + mask.shape());
                }
                for (int i = 0; i < real.length; i++) {
                    real[i] = mask.values()[i] != 0;
                }
                return real;
            }
        }
        for (int i = 0; i < real.length; i++) {
            real[i] = p4.values()[VECTOR * i] != 0;
        }
        return real;
    }

    /// @throws IllegalArgumentException if an input is missing or unknown, or has another shape
    static Map<String, Stored> run(BareNetwork net, LgaeConfig config, Map<String, Stored> inputs, Workers workers) {
        LgaeForward call = new LgaeForward(config, inputs);
        Lgae lgae = (Lgae) net.autoencoder();
        int n = call.jets.jets();
        int scalars = config.latent().allScalars();
        int vectors = config.latent().allVectors();
        Planes latentScalars = new Planes(n, scalars);
        Planes latentVectors = new Planes(n, vectors * VECTOR);
        Planes output = new Planes(n, config.particles() * VECTOR);
        workers.run((n + JETS_AT_ONCE - 1) / JETS_AT_ONCE, i -> {
            int first = i * JETS_AT_ONCE;
            PaddedJets some = call.jets(first, Math.min(n, first + JETS_AT_ONCE));
            Tensor latents = lgae.encode(Tape.forward(net.weights()), some);
            latentScalars.setInterleaved(first, latents.slice(1, 0, 2 * scalars));
            latentVectors.setInterleaved(first, latents.slice(1, 2 * scalars, config.latentSize()));
            output.setPlanes(first, lgae.decodeComplex(latents));
        });
        Map<String, Stored> r = new LinkedHashMap<>();
        r.put("latent_scalar", Stored.of(StoredType.F64, latentScalars.values, 2, n, scalars));
        r.put("latent_vector", Stored.of(StoredType.F64, latentVectors.values, 2, n, vectors, VECTOR));
        r.put("output_complex", Stored.of(StoredType.F64, output.values, 2, n, config.particles(), VECTOR));
        return r;
    }

    private PaddedJets jets(int from, int to) {
        int slots = config.particles();
        return new PaddedJets(
                to - from,
                slots,
                jets.features(),
                Arrays.copyOfRange(jets.values(), from * slots * jets.features(), to * slots * jets.features()),
                Arrays.copyOfRange(jets.real(), from * slots, to * slots));
    }

    /// Complex numbers of jets as `[(re, im), jets, numbers]`; jets are set by several threads.
    private record Planes(double[] values, int jets, int numbers) {
        Planes(int jets, int numbers) {
            this(new double[2 * jets * numbers], jets, numbers);
        }

        /// @param x `[some jets, numbers (re, im)]`
        void setInterleaved(int first, Tensor x) {
            double[] some = x.toArray();
            for (int i = 0; i < some.length; i++) {
                values[i % 2 * jets * numbers + first * numbers + i / 2] = some[i];
            }
        }

        /// @param x `[(re, im), some jets, numbers]`
        void setPlanes(int first, Tensor x) {
            double[] some = x.toArray();
            int half = some.length / 2;
            System.arraycopy(some, 0, values, first * numbers, half);
            System.arraycopy(some, half, values, jets * numbers + first * numbers, half);
        }
    }
}
