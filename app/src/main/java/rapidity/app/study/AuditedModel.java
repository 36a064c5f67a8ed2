package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rapidity.app.study.recipe.RecipeException;
import rapidity.engine.EngineChoice;
import rapidity.engine.Precision;
import rapidity.kinematics.PhaseSpace;
import rapidity.matrixelement.StandardModel;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.BareNetwork;
import rapidity.model.EventMomenta;
import rapidity.model.JetAutoencoder;
import rapidity.model.JetTagger;
import rapidity.model.ModelDescription;
import rapidity.model.Particle;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.TokenNetwork;
import rapidity.model.audit.AmplitudeSubject;
import rapidity.model.audit.AuditInput;
import rapidity.model.audit.AuditSubject;
import rapidity.model.audit.AutoencoderSubject;
import rapidity.model.audit.TaggerSubject;
import rapidity.model.audit.TokenSubject;
import rapidity.model.audit.Tokens;
import rapidity.net.AutoencoderConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// A model to be audited, in both precisions, and what it is audited on.
///
/// @param exact in float64
/// @param single in float32
/// @param data for people
/// @param directions what brings directions that break the symmetry, for people
/// @param remarks what no transformation of the data shows, in sentences
public record AuditedModel(
        AuditSubject exact,
        AuditSubject single,
        AuditInput input,
        String data,
        String directions,
        List<String> remarks) {
    private static final String SPURIONS = "spurions";
    private static final int SEQUENCES = 16;
    private static final int TOKENS = 8;
    private static final int CONDITION_TOKENS = 5;
    private static final double ENERGY = 500;

    /// GeV, of the constituents of random jets.
    private static final double MOMENTA = 20;

    /// Whether a model takes events, and no arrays of its own.
    public static boolean takesEvents(Path model) throws IOException {
        return AmplitudeSurrogate.isTask(ModelDescription.task(model));
    }

    /// An amplitude surrogate.
    ///
    /// @param file events with labels, of which the first are taken; empty for random ones
    public static AuditedModel ofEvents(Path model, EngineChoice engine, Optional<Path> file, long seed)
            throws IOException {
        AmplitudeSurrogate exact = AmplitudeSurrogate.load(model, engine.engine(Precision.FLOAT64));
        AmplitudeSurrogate single = AmplitudeSurrogate.load(model, engine.engine(Precision.FLOAT32));
        List<Integer> gluons = exact.processes().stream()
                .map(p -> p.particles().size() - Particle.ofZAndGluons(0).size())
                .toList();
        EventMomenta events = file.isPresent() ? read(file.get(), gluons) : random(gluons.getLast(), seed);
        Tokens tokens = Tokens.of(events.particles(), 1, 4, events.values(), new double[0]);
        return new AuditedModel(
                new AmplitudeSubject(exact),
                new AmplitudeSubject(single),
                new AuditInput(tokens, Optional.empty()),
                tokens.sequences() + " events" + file.map(f -> " of " + f).orElse(", random"),
                SPURIONS,
                List.of());
    }

    private static EventMomenta read(Path file, List<Integer> gluons) throws IOException {
        LabelledEvents events = LabelledEvents.read(file, gluons, Optional.empty());
        int n = Math.min(SEQUENCES, events.size());
        return events.momenta().slice(0, n);
    }

    /// Quark and antiquark along z, and Z and gluons isotropic in their rest frame.
    private static EventMomenta random(int gluons, long seed) {
        if (gluons < 1) {
            throw new RecipeException("there are no random events with a Z alone: name events with --data");
        }
        double[] masses = new double[gluons + 1];
        masses[0] = StandardModel.DEFAULT.zMass();
        int width = 4 * (2 + masses.length);
        double[] r = new double[SEQUENCES * width];
        RandomStream random = new RandomStreams(seed).stream("audit", 0);
        for (int i = 0; i < SEQUENCES; i++) {
            r[i * width] = ENERGY / 2;
            r[i * width + 3] = ENERGY / 2;
            r[i * width + 4] = ENERGY / 2;
            r[i * width + 7] = -ENERGY / 2;
            PhaseSpace.of(masses).draw(ENERGY, random, r, i * width + 8);
        }
        return new EventMomenta(gluons + 3, r);
    }

    /// Whether a model takes jets.
    public static boolean takesJets(Path model) throws IOException {
        return ModelDescription.task(model).equals(JetTagger.TASK);
    }

    /// A jet tagger on random jets.
    public static AuditedModel ofJets(Path model, EngineChoice engine, long seed) throws IOException {
        JetTagger exact = JetTagger.load(model, engine.engine(Precision.FLOAT64));
        JetTagger single = JetTagger.load(model, engine.engine(Precision.FLOAT32));
        int features = exact.preprocessing().features().size();
        RandomStream random = new RandomStreams(seed).stream("audit", 0);
        Tokens tokens = Tokens.random(SEQUENCES, TOKENS, 1, 4, features, random);
        double[] momenta = Arrays.stream(tokens.vectors()).map(x -> x * MOMENTA).toArray();
        Tokens jets = Tokens.of(TOKENS, 1, 4, momenta, tokens.scalars());
        return new AuditedModel(
                new TaggerSubject(exact),
                new TaggerSubject(single),
                new AuditInput(jets, Optional.empty()),
                SEQUENCES + " jets of " + TOKENS + " constituents, random",
                directions(exact.preprocessing()),
                List.of(cut(exact.preprocessing().maxConstituents())));
    }

    private static String directions(TaggingPreprocessing p) {
        List<String> r = new ArrayList<>();
        if (!p.spurions().rows().isEmpty()) {
            r.add(SPURIONS);
        }
        if (!p.kinematics().isEmpty()) {
            r.add("kinematic inputs");
        }
        if (p.massRegulator().mass() > 0) {
            r.add("smallest mass");
        }
        return String.join(" and ", r);
    }

    private static String cut(int most) {
        return "of more than " + most
                + " constituents the hardest by pt are taken, a choice that only boosts along z and"
                + " rotations around it keep"
                + (most < TOKENS ? "" : "; these jets have no more");
    }

    /// Whether a model is an autoencoder of jets, or the network of one.
    public static boolean compressesJets(Path model) throws IOException {
        return ModelDescription.network(model) instanceof AutoencoderConfig;
    }

    /// An autoencoder on random jets of massive particles that fill its slots.
    public static AuditedModel ofAutoencoder(Path model, EngineChoice engine, long seed) throws IOException {
        JetAutoencoder exact = JetAutoencoder.load(model, engine.engine(Precision.FLOAT64));
        JetAutoencoder single = JetAutoencoder.load(model, engine.engine(Precision.FLOAT32));
        int particles = exact.preprocessing().particles();
        AutoencoderSubject subject = AutoencoderSubject.of(exact);
        return new AuditedModel(
                subject,
                AutoencoderSubject.of(single),
                new AuditInput(massiveJets(particles, seed), Optional.empty()),
                SEQUENCES + " random jets of " + particles + " massive particles, "
                        + (subject.stage() == AutoencoderSubject.Stage.NETWORK
                                ? "the network without the normalisation of jets"
                                : "with its preprocessing"),
                SPURIONS,
                List.of());
    }

    /// Random jets of massive particles.
    static Tokens massiveJets(int particles, long seed) {
        Tokens tokens = Tokens.random(SEQUENCES, particles, 1, 4, 0, new RandomStreams(seed).stream("audit", 0));
        double[] momenta = Arrays.stream(tokens.vectors()).map(x -> x * MOMENTA).toArray();
        return Tokens.of(particles, 1, 4, momenta, new double[0]);
    }

    /// The network of any model.
    ///
    /// @param input empty for random tokens
    /// @param from where the input is from
    public static AuditedModel ofArrays(
            Path model, EngineChoice engine, Optional<AuditInput> input, String from, long seed) throws IOException {
        BareNetwork exact = BareNetwork.load(model, engine.engine(Precision.FLOAT64));
        BareNetwork single = BareNetwork.load(model, engine.engine(Precision.FLOAT32));
        AuditInput x = input.orElseGet(() -> random(exact, seed));
        return new AuditedModel(
                new TokenSubject(exact),
                new TokenSubject(single),
                x,
                x.tokens().sequences() + " sequences of " + x.tokens().perSequence() + " tokens"
                        + (input.isPresent() ? " of " + from : ", random"),
                SPURIONS,
                List.of());
    }

    private static AuditInput random(BareNetwork net, long seed) {
        RandomStream random = new RandomStreams(seed).stream("audit", 0);
        TokenNetwork.Widths widths = TokenNetwork.widths(net.config());
        return new AuditInput(
                random(widths.tokens(), TOKENS, random),
                widths.condition().map(c -> random(c, CONDITION_TOKENS, random)));
    }

    private static Tokens random(TokenNetwork.Width width, int tokens, RandomStream random) {
        return Tokens.random(SEQUENCES, tokens, width.channels(), width.components(), width.scalars(), random);
    }
}
