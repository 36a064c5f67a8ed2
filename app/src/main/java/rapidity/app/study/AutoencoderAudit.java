package rapidity.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rapidity.kinematics.LorentzTransformation;
import rapidity.model.audit.AuditInput;
import rapidity.model.audit.AuditSubject;
import rapidity.model.audit.AutoencoderSubject;
import rapidity.model.audit.AutoencoderSubject.Stage;
import rapidity.model.audit.Tokens;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What the published equivariance test measures, beside the norm of the deviation and the same with the normalisation
/// of each jet; boosts along z.
///
/// ```
/// published = |mean(f(Lx) - L f(x))| / |mean(L f(x)) + 1e-16|       signed means of all components: they can cancel
/// norm      = max |f(Lx) - L f(x)| / max |L f(x)|
/// ```
///
/// @source arXiv:2212.07347, App. (equivariance tests), and its published code
public record AutoencoderAudit(List<Row> rows) {
    private static final double LARGEST = 10;
    private static final int STEPS = 25;
    private static final double TINY = 1e-16;

    /// @param normalised the norm with the normalisation of each jet
    public record Row(double rapidity, double published, double norm, double normalised) {}

    /// Empty unless the model is an autoencoder on momenta.
    public static Optional<AutoencoderAudit> of(AuditedModel model) {
        if (!(model.exact() instanceof AutoencoderSubject s) || s.stage() != Stage.NETWORK) {
            return Optional.empty();
        }
        AutoencoderSubject pipeline = new AutoencoderSubject(s.model(), Stage.PIPELINE);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            double rapidity = LARGEST * i / STEPS;
            LorentzTransformation t = LorentzTransformation.boost(0, 0, 1, rapidity);
            double[][] network = pair(s, model.input(), t);
            double[][] all = pair(pipeline, model.input(), t);
            rows.add(new Row(rapidity, published(network), norm(network), norm(all)));
        }
        return Optional.of(new AutoencoderAudit(rows));
    }

    /// What is found and what should be.
    private static double[][] pair(AuditSubject s, AuditInput x, LorentzTransformation t) {
        double[] before = s.apply(x).vectors();
        double[] after = Tokens.of(1, 1, 4, before, new double[0]).moved(t).vectors();
        return new double[][] {
            s.apply(new AuditInput(x.tokens().moved(t), Optional.empty())).vectors(), after
        };
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
        for (int i = 0; i < rows.size(); i += STEPS / 5) {
            Row row = rows.get(i);
            r.add(String.format(
                    Locale.ROOT,
                    "%9.1f %9.1f  %9.1e  %9.1e  %9.1e",
                    row.rapidity,
                    Math.cosh(row.rapidity),
                    row.published,
                    row.norm,
                    row.normalised));
        }
        return r;
    }

    /// All rows.
    public ArrayNode json() {
        ArrayNode r = JsonNodeFactory.instance.arrayNode();
        for (Row row : rows) {
            r.addObject()
                    .put("rapidity", row.rapidity)
                    .put("published", row.published)
                    .put("norm", row.norm)
                    .put("normalised", row.normalised);
        }
        return r;
    }
}
