package rapidity.net;

import java.util.Map;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// An autoencoder with weights, on an engine.
final class AutoencoderUnderTest {
    final AutoencoderConfig config;
    final Weights weights;
    private final Autoencoder net;

    AutoencoderUnderTest(AutoencoderConfig config, Engine engine) {
        Params p = Params.of(new RandomStreams(AutoencoderContract.SEED));
        this.config = config;
        net = Autoencoder.of(p, config);
        weights = p.weights(engine);
    }

    /// Latents and reconstruction.
    record Run(double[] latents, double[] reconstruction) {}

    Run run(PaddedJets x) {
        Tape tape = Tape.forward(weights);
        Tensor latents = net.encode(tape, x);
        return new Run(latents.toArray(), net.decode(latents).toArray());
    }

    double[] reconstruct(PaddedJets x) {
        return net.reconstruct(Tape.forward(weights), x).toArray();
    }

    /// The gradients of the loss, a random linear form of latents and reconstruction.
    record Differentiated(Run run, Map<String, double[]> gradients) {}

    Differentiated differentiate(PaddedJets x) {
        Gradients gradients = new Gradients(weights);
        Tape tape = Tape.recording(weights, gradients);
        Tensor latents = net.encode(tape, x);
        Tensor y = net.decode(latents);
        Tensor loss = loss(latents, y);
        tape.backward(loss);
        Map<String, double[]> named = NetUnderTest.byName(weights, gradients);
        return new Differentiated(new Run(latents.toArray(), y.toArray()), named);
    }

    /// The loss alone, without its gradients.
    double loss(PaddedJets x) {
        Tensor latents = net.encode(Tape.forward(weights), x);
        return loss(latents, net.decode(latents)).item();
    }

    private static Tensor loss(Tensor latents, Tensor y) {
        RandomStream random = new RandomStreams(AutoencoderContract.SEED).stream("loss");
        return form(latents, random).plus(form(y, random));
    }

    private static Tensor form(Tensor y, RandomStream random) {
        double[] factors = random.doubles(y.shape().size(), -1, 1).toArray();
        return y.times(y.tape().tensor(factors, y.shape().toArray())).sum();
    }
}
