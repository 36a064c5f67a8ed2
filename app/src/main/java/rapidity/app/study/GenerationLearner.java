package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.model.EventGenerator;
import rapidity.model.GeneratorPreprocessing;
import rapidity.model.Provenance;
import rapidity.random.RandomStreams;
import rapidity.train.FlowMatching;
import rapidity.train.MaximumLikelihood;
import rapidity.train.Objective;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A network that learns to make events: a flow by flow matching, JetGPT by maximum likelihood.
record GenerationLearner(
        GenerationData data, NetRecipe net, EventGenerator model, Objective objective, long seed, Workers workers)
        implements Learner {
    static GenerationLearner of(GenerationData data, Recipe recipe, NetRecipe net, long seed, Workers workers) {
        RandomStreams streams = new RandomStreams(seed);
        List<Events> training = IntStream.range(0, data.processes().size())
                .mapToObj(i -> data.processes().get(i).events().rows(data.trainingRows(net, i)))
                .toList();
        Section s = net.section();
        GeneratorPreprocessing fitted = s.build(
                () -> data.task().frame(s).fitted(data.task(), GenerationNets.method(s), training, streams, workers));
        EventGenerator model = s.build(() ->
                EventGenerator.of(net.network(), fitted, seed, recipe.engine().engine(recipe.precision())));
        return new GenerationLearner(data, net, model, objective(data, model, streams), seed, workers);
    }

    private static Objective objective(GenerationData data, EventGenerator model, RandomStreams streams) {
        List<double[]> events =
                data.processes().stream().map(p -> p.events().momenta()).toList();
        return model.jetGpt().isPresent()
                ? new MaximumLikelihood(model, events)
                : new FlowMatching(model, events, streams);
    }

    @Override
    public List<String> remarks() {
        List<String> r = new ArrayList<>();
        for (Part part : Part.values()) {
            r.add(part.word() + ": " + data.described(part));
        }
        r.add("trained on " + data.trainingRows(net).length + " events");
        for (int i = 0; i < data.processes().size(); i++) {
            int leftOut = data.processes().get(i).leftOut();
            if (leftOut > 0) {
                r.add(leftOut + " events of "
                        + GenerationTask.process(data.task().jets().get(i))
                        + " are left out: outside of the cuts, or with a particle of m^2 <= 0");
            }
        }
        return r;
    }

    @Override
    public void save(Path directory, Provenance origin) throws IOException {
        model.save(directory, origin);
    }

    @Override
    public List<EvaluationCost> evaluationCosts(Estimate clock) {
        return new GenerationEstimate(this, clock).costs();
    }

    @Override
    public ObjectNode evaluate(Path run, StudyListener listener) throws IOException {
        GenerationStudy study = new GenerationStudy(data, model, seed, workers, listener);
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.set("test", study.evaluate(run, run.resolve(PREDICTIONS)));
        r.put("training-events", data.trainingRows(net).length);
        return r;
    }
}
