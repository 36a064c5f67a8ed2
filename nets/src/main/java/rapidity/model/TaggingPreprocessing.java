package rapidity.model;

import java.util.ArrayList;
import java.util.List;
import rapidity.algebra.Multivector;
import rapidity.engine.Channels;
import rapidity.engine.Readout;
import rapidity.engine.VectorChannels;
import rapidity.kinematics.FourVector;

/// What happens to jets before the network of a [JetTagger], with all its constants; in float64, in this order:
///
/// ```
/// constituents: the `maxConstituents` of largest pt, in the order in which they come
/// masses:       regulated
/// kinematics:   of each constituent in the jet, the sum of its constituents; (x - mean) factor
/// momenta:      p / momentumScale
/// tokens:       [global, spurions.., constituents..] of each jet
/// scalars:      [features.., kinematics.., 1 on the global token] of each token, 0 where there is none
/// ```
///
/// @param momentumScale GeV
/// @param maxConstituents of a jet that the network sees
/// @param features further numbers of each constituent
/// @param kinematics numbers calculated from the momenta
/// @param aggregation where the answer is read
/// @source lorentz-gatr (arXiv:2405.14806, Sec. 4.2); tagger-quantization (arXiv:2512.17011)
/// @departs constituents beyond the largest number are cut by pt, not by their place in the file: the same in files
///     that are sorted by pt
public record TaggingPreprocessing(
        double momentumScale,
        int maxConstituents,
        MassRegulator massRegulator,
        List<InputFeature> features,
        List<KinematicInput> kinematics,
        TaggingSpurions spurions,
        Aggregation aggregation) {
    private static final double MOMENTUM_SCALE = 20;
    private static final int MAX_CONSTITUENTS = 200;

    /// Where the answer for a jet is read.
    public enum Aggregation {
        /// At a token of its own, which sees all others.
        GLOBAL_TOKEN,
        /// The mean over all tokens, spurions included.
        MEAN
    }

    /// @throws IllegalArgumentException if the scale or the number of constituents is not positive, or a feature
    ///     occurs twice
    public TaggingPreprocessing {
        if (!(momentumScale > 0) || !Double.isFinite(momentumScale)) {
            throw new IllegalArgumentException("cannot divide momenta by " + momentumScale);
        }
        if (maxConstituents < 1) {
            throw new IllegalArgumentException("jets of at most " + maxConstituents + " constituents");
        }
        features = List.copyOf(features);
        kinematics = List.copyOf(kinematics);
        List<String> names = features.stream().map(InputFeature::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a feature occurs twice among " + names);
        }
    }

    /// Momenta in units of 20 GeV, at most 200 constituents, the global token, and nothing else: the full symmetry.
    public static TaggingPreprocessing symmetric() {
        return new TaggingPreprocessing(
                MOMENTUM_SCALE,
                MAX_CONSTITUENTS,
                MassRegulator.NONE,
                List.of(),
                List.of(),
                TaggingSpurions.NONE,
                Aggregation.GLOBAL_TOKEN);
    }

    /// That of the L-GATr tagger: the xy plane and the time as tokens.
    public static TaggingPreprocessing lgatr() {
        return symmetric().withSpurions(TaggingSpurions.tokens(SpurionRows.XY_PLANE, SpurionRows.TIME));
    }

    /// That of the L-GATr-slim tagger: two light-like beams and the time as tokens, seven kinematic features, masses of
    /// at least 5 MeV.
    public static TaggingPreprocessing slim() {
        return symmetric()
                .withMassRegulator(MassRegulator.of(5e-3))
                .withKinematics(KinematicInput.ALL)
                .withSpurions(TaggingSpurions.tokens(SpurionRows.LIGHTLIKE_BEAMS, SpurionRows.TIME));
    }

    public TaggingPreprocessing withMomentumScale(double gev) {
        return new TaggingPreprocessing(
                gev, maxConstituents, massRegulator, features, kinematics, spurions, aggregation);
    }

    public TaggingPreprocessing withMaxConstituents(int most) {
        return new TaggingPreprocessing(
                momentumScale, most, massRegulator, features, kinematics, spurions, aggregation);
    }

    public TaggingPreprocessing withMassRegulator(MassRegulator r) {
        return new TaggingPreprocessing(momentumScale, maxConstituents, r, features, kinematics, spurions, aggregation);
    }

    public TaggingPreprocessing withFeatures(List<InputFeature> f) {
        return new TaggingPreprocessing(
                momentumScale, maxConstituents, massRegulator, f, kinematics, spurions, aggregation);
    }

    public TaggingPreprocessing withKinematics(List<KinematicInput> k) {
        return new TaggingPreprocessing(
                momentumScale, maxConstituents, massRegulator, features, k, spurions, aggregation);
    }

    public TaggingPreprocessing withSpurions(TaggingSpurions s) {
        return new TaggingPreprocessing(
                momentumScale, maxConstituents, massRegulator, features, kinematics, s, aggregation);
    }

    public TaggingPreprocessing withAggregation(Aggregation a) {
        return new TaggingPreprocessing(
                momentumScale, maxConstituents, massRegulator, features, kinematics, spurions, a);
    }

    /// Scalars of each token.
    public int scalars() {
        return features.size() + kinematics.size() + globalTokens();
    }

    /// What each token of a network of multivectors brings.
    public Channels multivectors() {
        return new Channels(vectorChannels(), scalars());
    }

    /// What each token of a network of four-vectors brings.
    ///
    /// @throws IllegalArgumentException if a spurion is a plane
    public VectorChannels vectors() {
        requireVectors();
        return new VectorChannels(vectorChannels(), scalars());
    }

    /// Numbers of each token for a network without symmetry: four-momenta and spurions, then scalars.
    ///
    /// @throws IllegalArgumentException if a spurion is a plane
    public int plainWidth() {
        requireVectors();
        return 4 * vectorChannels() + scalars();
    }

    /// The reference multivectors as the network gets them.
    List<Multivector> spurionRows() {
        boolean regulated = massRegulator.scope() == MassRegulator.Scope.CONSTITUENTS_AND_SPURIONS;
        return spurions.spurions().rows().stream()
                .map(row -> regulated && row.equals(row.grade(1)) ? regulated(row) : row)
                .toList();
    }

    /// The directions that break the symmetry: the spurions; the time and the beam, which kinematic numbers refer to;
    /// the time, at which masses are regulated.
    public List<Multivector> references() {
        List<Multivector> r = new ArrayList<>(spurionRows());
        if (!kinematics.isEmpty() || massRegulator.mass() > 0) {
            r.add(Multivector.vector(1, 0, 0, 0));
        }
        if (!kinematics.isEmpty()) {
            r.add(Multivector.vector(0, 0, 0, 1));
        }
        return r;
    }

    private void requireVectors() {
        spurions.spurions().fourVectors();
    }

    private Multivector regulated(Multivector row) {
        return massRegulator.apply(FourVector.of(row)).toMultivector();
    }

    int vectorChannels() {
        return 1 + spurions.channels();
    }

    int globalTokens() {
        return aggregation == Aggregation.GLOBAL_TOKEN ? 1 : 0;
    }

    /// Of which tokens the network's result is used.
    Readout readout() {
        return aggregation == Aggregation.GLOBAL_TOKEN ? Readout.FIRST_TOKENS : Readout.EVERY_TOKEN;
    }

    /// Tokens of a jet before its constituents.
    int leadingTokens() {
        return globalTokens() + spurions.tokens();
    }
}
