package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.layer.plain.PastTokens;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class TransformerTest {
    /// Rounding of float64 through a small network.
    private static final double ROUNDING = 1e-12;

    private static final int SEQUENCES = 3;
    private static final int TOKENS = 5;
    private static final TransformerConfig CONFIG = new TransformerConfig(4, 10, 3, 2, 3);

    @Test
    void tokenByTokenTheResultsAreThoseOfCausalAttention() {
        Params params = Params.of(new RandomStreams(1));
        Transformer net = new Transformer(params, CONFIG);
        Weights weights = params.weights(Engine.of(Precision.FLOAT64));
        RandomStream random = new RandomStreams(2).stream("tokens");
        double[] x = random.doubles((long) SEQUENCES * TOKENS * CONFIG.in()).toArray();
        Tape tape = Tape.forward(weights);
        Attend causal = Attend.equal(SEQUENCES, TOKENS).causal();
        double[] expected = net.apply(tape.tensor(x, SEQUENCES * TOKENS, CONFIG.in()), causal)
                .toArray();
        List<PastTokens> past = net.begin();
        for (int token = 0; token < TOKENS; token++) {
            tape.reset();
            double[] found = net.next(tape.tensor(rows(x, token, CONFIG.in()), SEQUENCES, CONFIG.in()), past)
                    .toArray();
            double[] wanted = rows(expected, token, CONFIG.out());
            for (int i = 0; i < wanted.length; i++) {
                assertThat(found[i]).isCloseTo(wanted[i], within(ROUNDING));
            }
        }
    }

    /// One token of each sequence.
    private static double[] rows(double[] all, int token, int width) {
        double[] r = new double[SEQUENCES * width];
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            System.arraycopy(all, (sequence * TOKENS + token) * width, r, sequence * width, width);
        }
        return r;
    }
}
