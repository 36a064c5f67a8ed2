package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.app.study.Evaluation.On;
import rapidity.app.study.Evaluation.Trained;
import rapidity.app.study.recipe.RecipeException;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;
import rapidity.model.Particle;

/// Evaluates amplitude networks.
final class AmplitudeEvaluation {
    private AmplitudeEvaluation() {}

    /// One for each process that the model has learnt and the data hold.
    static List<Evaluation> of(Trained model, On on, Workers workers) throws IOException {
        AmplitudeSurrogate surrogate = AmplitudeSurrogate.load(model.directory(), on.engine());
        List<Integer> gluons = surrogate.processes().stream()
                .map(p -> p.particles().size() - Particle.ofZAndGluons(0).size())
                .toList();
        List<Sample> samples =
                on.file().isPresent() ? ofFile(on, on.file().get(), gluons) : ofStudy(model, on.wanted(), gluons);
        return samples.stream()
                .map(sample -> new Evaluation(
                        model.name() + (gluons.size() == 1 ? "" : ", " + sample.process()),
                        surrogate.weights().size(),
                        sample.name,
                        score(surrogate, sample, workers)))
                .toList();
    }

    private record Sample(String name, LabelledEvents events) {
        String process() {
            return AmplitudeTask.process(
                    events.momenta().particles() - Particle.ofZAndGluons(0).size());
        }
    }

    private static AmplitudeScore score(AmplitudeSurrogate surrogate, Sample sample, Workers workers) {
        EventMomenta momenta = sample.events.momenta();
        AmplitudePreprocessing p = surrogate.preprocessing(momenta.particles());
        double[] predicted = surrogate.predictStandardised(momenta, workers);
        return AmplitudeScore.of(p.targets(sample.events.amplitudes()), predicted, p.logAmplitude());
    }

    private static List<Sample> ofStudy(Trained model, Part part, List<Integer> gluons) throws IOException {
        if (model.recipe().map(Recipe::task).orElse(null) instanceof AmplitudeTask task) {
            NetRecipe net = model.recipe().orElseThrow().nets().getFirst();
            return new EventSource(task, model.run())
                    .read().processes().stream()
                            .filter(p -> gluons.contains(p.gluons()))
                            .map(p -> {
                                int[] rows = part == Part.TRAIN ? p.trainingRows(net) : p.rows(part);
                                return new Sample(
                                        rows.length + " events of the " + part.word() + " part",
                                        p.events().rows(rows));
                            })
                            .toList();
        }
        throw new RecipeException(model.name() + " is a model without its run; name events with --data FILE");
    }

    private static List<Sample> ofFile(On on, Path file, List<Integer> gluons) throws IOException {
        on.wantedOfFile(false);
        LabelledEvents events = LabelledEvents.read(file, gluons, on.flags());
        return List.of(new Sample(events.size() + " events of " + file, events));
    }
}
