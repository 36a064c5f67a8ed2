package rapidity.app.study;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import rapidity.data.dataset.JetColumns;
import rapidity.data.dataset.JetSource;

/// Jets whose constituents have a `pdgid`, with the numbers that networks take instead: the charge, and 1 for the one
/// sort of particle that a detector can tell.
///
/// @source lorentz-gatr, data set of quark/gluon tagging
public record ParticleId(JetSource source) implements JetSource {
    /// The names of the numbers.
    public static final List<String> NAMES =
            List.of("charge", "isElectron", "isMuon", "isPhoton", "isChargedHadron", "isNeutralHadron");

    private static final String IDENTIFIER = "pdgid";
    private static final int ELECTRON = 11;
    private static final int MUON = 13;
    private static final int PHOTON = 22;
    private static final int PION = 211;
    private static final int KAON = 321;
    private static final int PROTON = 2212;

    @Override
    public long rows() {
        return source.rows();
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public List<String> features() {
        return NAMES;
    }

    @Override
    public JetColumns read(long from, long to) throws IOException {
        JetColumns jets = source.read(from, to);
        double[] id = java.util.Objects.requireNonNull(jets.features().get(IDENTIFIER));
        Map<String, double[]> features = new LinkedHashMap<>();
        for (String name : NAMES) {
            DoubleUnaryOperator number = number(name);
            double[] values = new double[id.length];
            java.util.Arrays.setAll(values, i -> number.applyAsDouble(id[i]));
            features.put(name, values);
        }
        return new JetColumns(jets.momenta(), jets.offsets(), features, jets.labels(), jets.rows());
    }

    private static DoubleUnaryOperator number(String name) {
        return switch (name) {
            case "charge" -> ParticleId::charge;
            case "isElectron" -> id -> isLepton(id, ELECTRON) ? 1 : 0;
            case "isMuon" -> id -> isLepton(id, MUON) ? 1 : 0;
            case "isPhoton" -> id -> id == PHOTON ? 1 : 0;
            case "isChargedHadron" -> id -> isChargedHadron(id) ? 1 : 0;
            default -> id -> isNeutralHadron(id) ? 1 : 0;
        };
    }

    /// A lepton with a positive identifier has negative charge, a charged hadron positive.
    private static double charge(double id) {
        if (isLepton(id, ELECTRON) || isLepton(id, MUON)) {
            return -Math.signum(id);
        }
        return isChargedHadron(id) ? Math.signum(id) : 0;
    }

    private static boolean isLepton(double id, int kind) {
        return Math.abs(id) == kind;
    }

    private static boolean isChargedHadron(double id) {
        double kind = Math.abs(id);
        return kind == PION || kind == KAON || kind == PROTON;
    }

    private static boolean isNeutralHadron(double id) {
        return Math.abs(id) > PHOTON && !isChargedHadron(id);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
