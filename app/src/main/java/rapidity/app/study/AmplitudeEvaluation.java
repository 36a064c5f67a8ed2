package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import rapidity.app.study.Evaluation.On;
import rapidity.app.study.Evaluation.Trained;
import rapidity.app.study.recipe.RecipeException;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.Particle;

/// Evaluates amplitude networks.
final class AmplitudeEvaluation {
    private AmplitudeEvaluation() {}

    static Evaluation of(Trained model, On on, Workers workers) throws IOException {
        AmplitudeSurrogate surrogate = AmplitudeSurrogate.load(model.directory(), on.engine());
        Sample sample = on.file().isPresent() ? ofFile(on, on.file().get(), surrogate) : ofStudy(model, on.wanted());
        AmplitudePreprocessing p = surrogate.preprocessing();
        double[] predicted = surrogate.predictStandardised(sample.events.momenta(), workers);
        AmplitudeScore score = AmplitudeScore.of(p.targets(sample.events.amplitudes()), predicted, p.logAmplitude());
        return new Evaluation(model.name(), surrogate.weights().size(), sample.name, score);
    }

    private record Sample(String name, LabelledEvents events) {}

    private static Sample ofStudy(Trained model, Part part) throws IOException {
        if (model.recipe().map(Recipe::task).orElse(null) instanceof AmplitudeTask task) {
            LabelledEvents events = new EventSource(task, model.run()).read().part(part);
            return new Sample(events.size() + " events of the " + part.word() + " part", events);
        }
        throw new RecipeException(model.name() + " is a model without its run; name events with --data FILE");
    }

    private static Sample ofFile(On on, Path file, AmplitudeSurrogate surrogate) throws IOException {
        on.wantedOfFile(false);
        int gluons = surrogate.preprocessing().particles().size()
                - Particle.ofZAndGluons(0).size();
        LabelledEvents events = LabelledEvents.read(file, gluons, on.flags());
        return new Sample(events.size() + " events of " + file, events);
    }
}
