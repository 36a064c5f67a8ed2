package rapidity.model.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.layer.AttentionProduct;
import rapidity.layer.EquiLinear;
import rapidity.layer.Initialisation;
import rapidity.model.BareNetwork;
import rapidity.model.PythonOrigin;
import rapidity.model.audit.AuditReport.Boost;
import rapidity.net.LgatrConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.node.JsonNodeFactory;

class SymmetryAuditTest {
    private static final long SEED = 5;
    private static final int TOKENS = 6;

    private static LgatrConfig config(SymmetryGroup group) {
        return LgatrConfig.v2(new Channels(1, 2), new Channels(4, 6), new Channels(1, 2), 2, 2)
                .withMlpRatio(2)
                .withSymmetry(group);
    }

    private static TokenSubject subject(LgatrConfig config, Precision precision) {
        PythonOrigin origin = new PythonOrigin("LGATr", "lgatr 2.0.0", JsonNodeFactory.instance.objectNode());
        return new TokenSubject(BareNetwork.of(config, origin, Engine.scalar(precision)));
    }

    private static RandomStream random() {
        return new RandomStreams(SEED).stream("audit");
    }

    private static Tokens tokens() {
        return Tokens.random(3, TOKENS, 1, 16, 2, random());
    }

    private static AuditReport audit(SymmetryGroup group, Tokens tokens) {
        return audit(config(group), tokens);
    }

    private static AuditReport audit(LgatrConfig config, Tokens tokens) {
        return new SymmetryAudit(
                        subject(config, Precision.FLOAT64),
                        subject(config, Precision.FLOAT32),
                        new AuditInput(tokens, Optional.empty()),
                        random())
                .run();
    }

    /// A linear map of one's own, then something that is no function of multivectors as such.
    private static AuditReport ofLayer(UnaryOperator<Multivectors> then) {
        Channels width = new Channels(2, 3);
        Params p = Params.of(new RandomStreams(SEED));
        EquiLinear map = new EquiLinear(p, EquiLinear.Rules.v2(), width, width, Initialisation.DEFAULT);
        return SymmetryAudit.of(
                        (x, sequences) -> then.apply(map.apply(x)), p, width, SymmetryGroup.PROPER_ORTHOCHRONOUS)
                .run();
    }

    @Test
    void aLayerOfOnesOwnIsAudited() {
        AuditReport kept = ofLayer(x -> x);
        assertThat(kept.broken()).isEmpty();
        assertThat(kept.unbroken().hasBoosts()).isTrue();
        assertThat(AuditReport.isKept(kept.parity())).isFalse();
        AuditReport scalars =
                ofLayer(x -> Multivectors.of(x.multivectors(), x.scalars().tanh()));
        assertThat(scalars.broken()).isEmpty();
        AuditReport components = ofLayer(x -> Multivectors.of(x.multivectors().tanh(), x.scalars()));
        assertThat(components.broken()).contains("rotations");
        AuditReport others = ofLayer(x ->
                Multivectors.of(x.multivectors(), x.scalars().plus(x.scalars().mean())));
        assertThat(others.broken()).containsExactly("independence of other sequences");
    }

    @Test
    void aNetworkOfGeometricAlgebraKeepsWhatItClaims() {
        AuditReport r = audit(SymmetryGroup.PROPER_ORTHOCHRONOUS, tokens());
        assertThat(r.claim()).contains(SymmetryGroup.PROPER_ORTHOCHRONOUS);
        assertThat(r.broken()).isEmpty();
        assertThat(r.packing()).isEqualTo(new AuditReport.Pair(0, 0));
        assertThat(r.padding()).contains(new AuditReport.Pair(0, 0));
        assertThat(r.unbroken().group()).startsWith("SO+(1,3)");
        assertThat(AuditReport.isKept(r.permutation())).isTrue();
        assertThat(r.parity().exact()).isGreaterThan(1e-3);
    }

    @Test
    void fiveMapsKeepReflectionsToo() {
        AuditReport r = audit(SymmetryGroup.FULL_LORENTZ, tokens());
        assertThat(r.broken()).isEmpty();
        assertThat(AuditReport.isKept(r.parity())).isTrue();
        assertThat(r.timeReversal().map(AuditReport::isKept)).contains(true);
        assertThat(r.left()).isEmpty();
    }

    @Test
    void euclideanAttentionClaimsNothingAndKeepsRotations() {
        AuditReport r =
                audit(config(SymmetryGroup.FULL_LORENTZ).withAttentionProduct(AttentionProduct.EUCLIDEAN), tokens());
        assertThat(r.claim()).isEmpty();
        assertThat(r.unbroken().group()).startsWith("SO(3)");
    }

    @Test
    void roundingOfTheInputsGrowsAsGammaSquared() {
        Boost last = audit(SymmetryGroup.FULL_LORENTZ, tokens()).boosts().getLast();
        assertThat(last.rapidity()).isEqualTo(10);
        assertThat(last.gamma()).isBetween(11_000.0, 11_020.0);
        double gammas = last.gamma() * last.gamma();
        assertThat(last.floor().exact()).isBetween(1e-18 * gammas, 1e-14 * gammas);
        assertThat(last.floor().single()).isBetween(1e-9 * gammas, 1e-6 * gammas);
    }

    /// A network that looks at the component of its tokens along z.
    private static AuditSubject lookingAtZ() {
        AuditSubject honest = subject(config(SymmetryGroup.PROPER_ORTHOCHRONOUS), Precision.FLOAT64);
        return new AuditSubject() {
            @Override
            public Answer apply(AuditInput x) {
                Answer a = honest.apply(x);
                double[] scalars = a.scalars().clone();
                for (int token = 0; token < scalars.length / 2; token++) {
                    scalars[2 * token] += 1e-3 * x.tokens().vectors()[16 * token + 4];
                }
                return new Answer(a.rows(), a.components(), a.vectors(), scalars);
            }

            @Override
            public Optional<Answer> padded(AuditInput x) {
                return Optional.empty();
            }

            @Override
            public Optional<SymmetryGroup> claim() {
                return honest.claim();
            }

            @Override
            public int[] kinds(AuditInput x) {
                return honest.kinds(x);
            }
        };
    }

    @Test
    void whatBreaksTheSymmetryIsFound() {
        AuditSubject broken = lookingAtZ();
        AuditReport r = new SymmetryAudit(broken, broken, new AuditInput(tokens(), Optional.empty()), random()).run();
        assertThat(r.broken()).containsExactly("boosts from rapidity 0.5 on", "rotations");
        assertThat(r.unbroken().basis()).isEqualTo("K_x, K_y, J_z");
    }

    /// The last tokens of each sequence are spurions: vectors (t, x, y, z), or the plane across z.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 0 0 0 | SO(3), rotations",
                "0 0 0 1 | SO+(1,2), boosts across z and rotations around it",
                "1 0 0 1 | ISO(2), the little group of a light-like vector along z",
                "1 0 0 1, 1 0 0 -1 | SO(2), rotations around z",
                "plane | SO+(1,1) x SO(2), boosts along z and rotations around it",
                "plane, 1 0 0 0 | SO(2), rotations around z",
                "1 0 0 0, 0 0 0 1 | SO(2), rotations around z",
                "1 0 0 0, 0 0 0 1, 0 1 0 0 | no boost and no rotation"
            })
    void spurionsLeaveTheirLittleGroup(String spurions, String group) {
        String[] each = spurions.split(",", -1);
        Tokens x = tokens();
        double[] vectors = x.vectors().clone();
        int[] fixed = new int[each.length];
        for (int i = 0; i < each.length; i++) {
            fixed[i] = TOKENS - 1 - i;
            for (int sequence = 0; sequence < x.sequences(); sequence++) {
                int at = (sequence * TOKENS + fixed[i]) * 16;
                System.arraycopy(spurion(each[i].strip()), 0, vectors, at, 16);
            }
        }
        Tokens with = Tokens.of(TOKENS, 1, 16, vectors, x.scalars()).withFixedTokens(fixed);
        AuditReport r = audit(SymmetryGroup.PROPER_ORTHOCHRONOUS, with);
        assertThat(r.unbroken().group()).isEqualTo(group);
        AuditReport.Left left = r.left().orElseThrow();
        assertThat(left.group().group()).isEqualTo(group);
        assertThat(AuditReport.isKept(left.deviation())).isTrue();
        assertThat(left.elements()).hasSize(left.group().generators().isEmpty() ? 0 : 21);
        assertThat(r.broken()).isEmpty();
    }

    /// The time leaves all rotations, but the network breaks most of them.
    @Test
    void aNetworkThatBreaksWhatItsSpurionsLeaveIsFound() {
        Tokens x = tokens();
        for (int sequence = 0; sequence < x.sequences(); sequence++) {
            System.arraycopy(spurion("1 0 0 0"), 0, x.vectors(), sequence * TOKENS * 16, 16);
        }
        AuditInput input = new AuditInput(x.withFixedTokens(0), Optional.empty());
        AuditReport r = new SymmetryAudit(lookingAtZ(), lookingAtZ(), input, random()).run();
        assertThat(r.broken()).containsExactly("what the spurions leave, SO(3), rotations");
        assertThat(r.left().orElseThrow().deviation().exact()).isGreaterThan(1e-5);
        assertThat(r.unbroken().group()).isEqualTo("SO(2), rotations around z");
    }

    @Test
    void aModelWithoutFiniteAnswersHasNoSymmetry() {
        TokenSubject diverged = subject(config(SymmetryGroup.FULL_LORENTZ), Precision.FLOAT64);
        var weights = diverged.net().weights().read();
        weights.values().iterator().next()[0] = Double.NaN;
        diverged.net().weights().write(weights);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SymmetryAudit(diverged, diverged, new AuditInput(tokens(), Optional.empty()), random()))
                .withMessageStartingWith("the model's answers are not finite in float64");
    }

    private static double[] spurion(String text) {
        double[] r = new double[16];
        if (text.equals("plane")) {
            r[8] = 1;
            return r;
        }
        String[] components = text.split(" ", -1);
        for (int k = 0; k < 4; k++) {
            r[1 + k] = Double.parseDouble(components[k]);
        }
        return r;
    }
}
