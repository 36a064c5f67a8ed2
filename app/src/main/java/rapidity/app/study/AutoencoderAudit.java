package rapidity.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rapidity.kinematics.LorentzTransformation;
import rapidity.model.JetAutoencoder;
import rapidity.model.audit.AuditInput;
import rapidity.model.audit.AutoencoderSubject;
import rapidity.model.audit.AutoencoderSubject.Stage;
import rapidity.model.audit.Tokens;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the published equivariance test measures, beside the norm of the deviation and the same with the normalisation
/// of each jet: boosts along z and rotations around x. And what becomes of the answer when the particles are permuted.
///
/// ```
/// published = |mean(f(Lx) - L f(x))| / |mean(L f(x)) + 1e-16|       signed means of all components: they can cancel
/// norm      = max |f(Lx) - L f(x)| / max |L f(x)|
/// ```
///
/// @source arXiv:2212.07347, App. (equivariance tests), and its published code
public record AutoencoderAudit(List<Row> boosts, List<Row> rotations, Permutation permutation) {
    private static final double LARGEST = 10;
    private static final int STEPS = 25;
    private static final double TINY = 1e-16;

    /// @param size rapidity, or angle
    /// @param normalised the norm with the normalisation of each jet
    public record Row(double size, double published, double norm, double normalised) {}

    /// @param invariance norm of the change of the reconstruction when the particles of the jet are permuted
    /// @param equivariance the same, with the reconstruction before permuted likewise; NaN for images
    public record Permutation(double invariance, double equivariance) {}

    /// A model that is moved, on some jets.
    ///
    /// @param before its answer to the jets as they are
    private record Moved(AutoencoderSubject subject, Tokens jets, double[] before) {
        static Moved of(AutoencoderSubject s, Tokens jets) {
            return new Moved(s, jets, answer(s, jets));
        }

        private static double[] answer(AutoencoderSubject s, Tokens jets) {
            return s.apply(new AuditInput(jets, Optional.empty())).vectors();
        }

        /// What is found and what should be.
        double[][] by(LorentzTransformation t) {
            double[] after = Tokens.of(1, 1, 4, before, new double[0]).moved(t).vectors();
            return new double[][] {answer(subject, jets.moved(t)), after};
        }
    }

    /// Empty unless the model is an autoencoder on momenta.
    public static Optional<AutoencoderAudit> of(AuditedModel model) {
        return model.exact() instanceof AutoencoderSubject s && s.stage() == Stage.NETWORK
                ? Optional.of(of(s.model(), model.input().tokens()))
                : Optional.empty();
    }

    /// The network alone, if it takes momenta, else with its preprocessing.
    ///
    /// @param jets that fill the slots of the model
    static AutoencoderAudit of(JetAutoencoder model, Tokens jets) {
        Moved network = Moved.of(AutoencoderSubject.of(model), jets);
        Moved pipeline = Moved.of(new AutoencoderSubject(model, Stage.PIPELINE), jets);
        List<Row> boosts = new ArrayList<>();
        List<Row> rotations = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            double rapidity = LARGEST * i / STEPS;
            double angle = 2 * Math.PI * i / STEPS;
            boosts.add(row(rapidity, LorentzTransformation.boost(0, 0, 1, rapidity), network, pipeline));
            rotations.add(row(angle, LorentzTransformation.rotation(1, 0, 0, angle), network, pipeline));
        }
        return new AutoencoderAudit(boosts, rotations, permutation(pipeline));
    }

    private static Row row(double size, LorentzTransformation t, Moved network, Moved pipeline) {
        double[][] found = network.by(t);
        double all = network.subject.stage() == Stage.PIPELINE ? norm(found) : norm(pipeline.by(t));
        return new Row(size, published(found), norm(found), all);
    }

    /// The particles of each jet the other way round.
    private static Permutation permutation(Moved pipeline) {
        Tokens x = pipeline.jets;
        double[] found = Moved.answer(
                pipeline.subject,
                Tokens.of(x.perSequence(), 1, 4, reversed(x.vectors(), x.perSequence()), new double[0]));
        double[] before = pipeline.before;
        boolean perParticle = before.length == x.vectors().length;
        return new Permutation(
                norm(new double[][] {found, before}),
                perParticle ? norm(new double[][] {found, reversed(before, x.perSequence())}) : Double.NaN);
    }

    private static double[] reversed(double[] momenta, int particles) {
        double[] r = new double[momenta.length];
        for (int i = 0; i < momenta.length / 4; i++) {
            int jet = i / particles;
            int other = jet * particles + particles - 1 - i % particles;
            System.arraycopy(momenta, 4 * i, r, 4 * other, 4);
        }
        return r;
    }

    private static double published(double[][] pair) {
        double difference = 0;
        double mean = 0;
        for (int i = 0; i < pair[0].length; i++) {
            difference += (pair[0][i] - pair[1][i]) / pair[0].length;
            mean += pair[1][i] / pair[0].length;
        }
        return Math.abs(difference) / Math.abs(mean + TINY);
    }

    private static double norm(double[][] pair) {
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < pair[0].length; i++) {
            worst = Math.max(worst, Math.abs(pair[0][i] - pair[1][i]));
            largest = Math.max(largest, Math.abs(pair[1][i]));
        }
        return largest == 0 ? worst : worst / largest;
    }

    /// For people.
    public List<String> lines() {
        List<String> r = new ArrayList<>();
        r.add("boosts along z, float64: the published measure |mean(a - b)| / |mean b|, max |a - b| / max |b|, and the"
                + " latter with the normalisation of each jet");
        for (int i = 0; i < boosts.size(); i += STEPS / 5) {
            Row row = boosts.get(i);
            r.add(String.format(
                    Locale.ROOT,
                    "%9.1f %9.1f  %9.1e  %9.1e  %9.1e",
                    row.size,
                    Math.cosh(row.size),
                    row.published,
                    row.norm,
                    row.normalised));
        }
        return r;
    }

    /// Everything; numbers that are not finite are left out.
    public ObjectNode json() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        rows(r.putArray("boosts-along-z"), "rapidity", boosts);
        rows(r.putArray("rotations-around-x"), "angle", rotations);
        ObjectNode p = r.putObject("permutation");
        put(p, "invariance", permutation.invariance);
        put(p, "equivariance", permutation.equivariance);
        return r;
    }

    private static void rows(ArrayNode to, String size, List<Row> rows) {
        for (Row row : rows) {
            ObjectNode r = to.addObject().put(size, row.size);
            put(r, "published", row.published);
            put(r, "norm", row.norm);
            put(r, "normalised", row.normalised);
        }
    }

    private static void put(ObjectNode to, String name, double value) {
        if (Double.isFinite(value)) {
            to.put(name, value);
        }
    }
}
