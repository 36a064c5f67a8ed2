package rapidity.model.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rapidity.algebra.Multivector;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.kinematics.LorentzTransformation;
import rapidity.model.audit.AuditReport.Boost;
import rapidity.model.audit.AuditReport.Left;
import rapidity.model.audit.AuditReport.Pair;
import rapidity.model.audit.AuditSubject.Answer;
import rapidity.model.audit.AuditSubject.Rows;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Measures how well a model keeps its symmetries, in float64 and in float32:
///
/// ```
/// deviation(L) = max |f(L x) - L f(x)| / max |L f(x)|       vectors and scalars apart, the larger of the two
/// ```
///
/// Transformations are done in float64; the worst of several draws is reported. Beside each boost stands what the
/// rounding of the boosted inputs alone does to their invariants: it grows as `gamma^2`, and with a rapidity of 10
/// gamma is 11,000, so that float32 has nothing left.
public final class SymmetryAudit {
    private static final double LARGEST_RAPIDITY = 10;
    private static final double RAPIDITY_STEP = 0.5;
    private static final int DRAWS = 5;

    /// Of random tokens: enough for each to have others in its sequence, and others outside of it.
    private static final int SEQUENCES = 3;

    private static final int TOKENS = 5;

    private final AuditSubject exact;
    private final AuditSubject single;
    private final AuditInput x;
    private final RandomStream random;
    private final Answer exactAnswer;
    private final Answer singleAnswer;

    /// @param exact the model in float64
    /// @param single the same in float32
    /// @param random draws transformations
    /// @throws IllegalArgumentException if the answers hold numbers that are not finite
    public SymmetryAudit(AuditSubject exact, AuditSubject single, AuditInput x, RandomStream random) {
        this.exact = exact;
        this.single = single;
        this.x = x;
        this.random = random;
        this.exactAnswer = finite(exact.apply(x), "float64");
        this.singleAnswer = finite(single.apply(x), "float32");
    }

    /// Of a layer of somebody's own with its initial weights, on random tokens.
    ///
    /// ```java
    /// Params p = Params.of(new RandomStreams(1));
    /// EquiLinear layer = new EquiLinear(p, EquiLinear.Rules.v2(), width, width, Initialisation.DEFAULT);
    /// SymmetryAudit.of((x, sequences) -> layer.apply(x), p, width, SymmetryGroup.PROPER_ORTHOCHRONOUS).run().broken();
    /// ```
    ///
    /// @param p what the layer's parameters were declared in
    /// @param in what the layer takes, one multivector at least
    /// @param group under which it is to be equivariant
    public static SymmetryAudit of(LayerSubject.Layer layer, Params p, Channels in, SymmetryGroup group) {
        RandomStreams random = new RandomStreams(0);
        Tokens tokens = Tokens.random(
                SEQUENCES,
                TOKENS,
                in.multivectors(),
                SpacetimeAlgebra.COMPONENTS,
                in.scalars(),
                random.stream("tokens"));
        return new SymmetryAudit(
                new LayerSubject(p.weights(Engine.of(Precision.FLOAT64)), layer, group),
                new LayerSubject(p.weights(Engine.of(Precision.FLOAT32)), layer, group),
                new AuditInput(tokens, Optional.empty()),
                random.stream("audit"));
    }

    private static Answer finite(Answer a, String precision) {
        if (!Arrays.stream(a.vectors()).allMatch(Double::isFinite)
                || !Arrays.stream(a.scalars()).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("the model's answers are not finite in " + precision
                    + ": its weights or inputs are NaN, infinite or too large");
        }
        return a;
    }

    public AuditReport run() {
        List<Boost> boosts = new ArrayList<>();
        for (double y = 0; y <= LARGEST_RAPIDITY; y += RAPIDITY_STEP) {
            boosts.add(boost(y));
        }
        return new AuditReport(
                boosts,
                worst(() -> LorentzTransformation.randomRotation(random)),
                moved(LorentzTransformation.parity()),
                exact.takesNegativeEnergies()
                        ? Optional.of(moved(LorentzTransformation.timeReversal()))
                        : Optional.empty(),
                permutation(),
                alone(),
                padded(),
                Unbroken.of(exact, x),
                exact.claim(),
                left());
    }

    /// What the spurions leave, if there are any.
    private Optional<Left> left() {
        List<Multivector> spurions = new ArrayList<>(x.tokens().spurions());
        spurions.addAll(exact.references());
        if (spurions.isEmpty()) {
            return Optional.empty();
        }
        Unbroken group = Unbroken.leaving(spurions);
        List<Boost> elements = new ArrayList<>();
        for (double size = 0; size <= LARGEST_RAPIDITY && !group.generators().isEmpty(); size += RAPIDITY_STEP) {
            double s = size;
            elements.add(worst(s, () -> group.element(random, s)));
        }
        return Optional.of(new Left(group, elements));
    }

    private Boost boost(double rapidity) {
        return worst(
                rapidity,
                () -> LorentzTransformation.boost(
                        random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), rapidity));
    }

    private Boost worst(double size, Supplier<LorentzTransformation> draw) {
        Pair deviation = new Pair(0, 0);
        Pair floor = new Pair(0, 0);
        double gamma = 1;
        for (int i = 0; i < DRAWS; i++) {
            LorentzTransformation t = draw.get();
            AuditInput moved = x.moved(t);
            deviation = deviation.worst(moved(t));
            floor = floor.worst(
                    new Pair(moved.invariantsLost(x), moved.rounded().invariantsLost(x.rounded())));
            gamma = Math.max(gamma, t.gamma());
        }
        return new Boost(size, gamma, deviation, floor);
    }

    private Pair worst(Supplier<LorentzTransformation> draw) {
        Pair r = new Pair(0, 0);
        for (int i = 0; i < DRAWS; i++) {
            r = r.worst(moved(draw.get()));
        }
        return r;
    }

    private Pair moved(LorentzTransformation t) {
        AuditInput moved = x.moved(t);
        return new Pair(
                deviation(exact.apply(moved), moved(exactAnswer, t)),
                deviation(single.apply(moved), moved(singleAnswer, t)));
    }

    /// An answer as it should become.
    static Answer moved(Answer a, LorentzTransformation t) {
        return new Answer(a.rows(), a.components(), Tokens.moved(a.vectors(), a.components(), t), a.scalars());
    }

    private static double deviation(Answer found, Answer expected) {
        return Math.max(deviation(found.vectors(), expected.vectors()), deviation(found.scalars(), expected.scalars()));
    }

    private static double deviation(double[] found, double[] expected) {
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            double d = Math.abs(found[i] - expected[i]);
            worst = Double.isNaN(d) || d > worst ? d : worst;
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return largest == 0 ? worst : worst / largest;
    }

    private Pair permutation() {
        Pair r = new Pair(0, 0);
        for (int i = 0; i < DRAWS; i++) {
            int[] order = order(exact.kinds(x));
            AuditInput other = x.permuted(order);
            r = r.worst(new Pair(
                    deviation(exact.apply(other), permuted(exactAnswer, order)),
                    deviation(single.apply(other), permuted(singleAnswer, order))));
        }
        return r;
    }

    /// A random order in which tokens change places with their like only.
    private int[] order(int[] kinds) {
        int[] r = new int[kinds.length];
        for (int kind : IntStream.of(kinds).distinct().toArray()) {
            int[] places =
                    IntStream.range(0, r.length).filter(i -> kinds[i] == kind).toArray();
            int[] shuffled = random.permutation(places.length);
            for (int i = 0; i < places.length; i++) {
                r[places[i]] = places[shuffled[i]];
            }
        }
        return r;
    }

    private Answer permuted(Answer a, int... order) {
        if (a.rows() == Rows.SEQUENCES) {
            return a;
        }
        int tokens = x.tokens().sequences() * x.tokens().perSequence();
        return new Answer(
                a.rows(),
                a.components(),
                Tokens.permuted(a.vectors(), a.vectors().length / tokens, order),
                Tokens.permuted(a.scalars(), a.scalars().length / tokens, order));
    }

    private Pair alone() {
        Pair r = new Pair(0, 0);
        for (int i = 0; i < x.tokens().sequences(); i++) {
            AuditInput one = x.sequence(i);
            r = r.worst(new Pair(part(exact.apply(one), exactAnswer, i), part(single.apply(one), singleAnswer, i)));
        }
        return r;
    }

    /// Deviation of the answer for one sequence from that in the answer for all.
    private static double part(Answer one, Answer all, int i) {
        double[] vectors = part(one.vectors(), all.vectors(), i);
        return deviation(one, new Answer(one.rows(), one.components(), vectors, part(one.scalars(), all.scalars(), i)));
    }

    private static double[] part(double[] one, double[] all, int i) {
        return Arrays.copyOfRange(all, i * one.length, (i + 1) * one.length);
    }

    private Optional<Pair> padded() {
        return exact.padded(x)
                .flatMap(e -> single.padded(x).map(s -> new Pair(part(e, exactAnswer, 0), part(s, singleAnswer, 0))));
    }
}
