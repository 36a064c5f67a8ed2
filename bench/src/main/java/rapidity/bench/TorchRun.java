package rapidity.bench;

import java.io.IOException;
import java.util.List;
import rapidity.bench.LimitCase.Mode;
import rapidity.bench.LimitCase.Network;
import rapidity.engine.Device;
import rapidity.engine.EngineChoice;
import rapidity.engine.Precision;
import rapidity.engine.Readout;
import rapidity.net.LgatrConfig;

/// A side of `rapidity bench torch`, float32, in turns. Arguments: the name of a case, engine, device, threads.
final class TorchRun {
    private TorchRun() {}

    /// A network and what is done with it.
    record Case(String name, Network network) {}

    static List<Case> cases() {
        LgatrConfig tagger = LimitCases.TAGGER;
        return List.of(
                new Case(
                        "tagger, inference 32 x 50", new Network(tagger, Readout.FIRST_TOKENS, Mode.INFERENCE, 32, 50)),
                new Case(
                        "tagger, training step 32 x 50",
                        new Network(tagger, Readout.FIRST_TOKENS, Mode.TRAINING, 32, 50)),
                new Case(
                        "tagger, training step 1 x 50",
                        new Network(tagger, Readout.FIRST_TOKENS, Mode.TRAINING, 1, 50)),
                new Case(
                        "tagger, training step 512 x 50",
                        new Network(tagger, Readout.FIRST_TOKENS, Mode.TRAINING, 512, 50)),
                new Case(
                        "one block, inference 1 x 4096",
                        new Network(LimitCases.tagger(1), Readout.EVERY_TOKEN, Mode.INFERENCE, 1, 4096)));
    }

    static Case named(String name) {
        return cases().stream()
                .filter(c -> c.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case of the name " + name));
    }

    public static void main(String[] a) throws IOException {
        EngineChoice choice = new EngineChoice(a[1], Device.of(a[2]));
        NetworkWork work =
                new NetworkWork(named(a[0]).network, choice.engine(Precision.FLOAT32), Integer.parseInt(a[3]));
        Turns.serve(work.run(), 1);
    }
}
