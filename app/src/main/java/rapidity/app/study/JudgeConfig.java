package rapidity.app.study;

import rapidity.net.MlpConfig;
import rapidity.random.RandomStreams;
import rapidity.train.Adam;
import rapidity.train.ReduceOnPlateau;
import rapidity.train.Training;
import rapidity.train.Validation;

/// How a [Judge] is built and trained.
///
/// @param hidden width of the hidden layers
/// @param layers hidden layers
/// @param dropout probability after each
/// @param rate of Adam
/// @param batch true and as many generated events of a step
/// @param epochs at most; one ends when the smaller of the two training samples has been seen
/// @param plateau epochs without improvement before the rate is divided by ten
/// @param patience epochs without improvement before training stops
/// @param bootstrap samples for the error of the area under the curve
/// @param seed of everything random
public record JudgeConfig(
        int hidden,
        int layers,
        double dropout,
        double rate,
        int batch,
        int epochs,
        int plateau,
        int patience,
        int bootstrap,
        long seed) {
    /// @throws IllegalArgumentException if a number is not positive or dropout no probability below 1
    public JudgeConfig {
        if (batch < 1 || epochs < 1 || plateau < 1 || patience < 1 || bootstrap < 2 || !(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException(
                    "no such judge: batches of " + batch + ", " + epochs + " epochs, plateau " + plateau + ", patience "
                            + patience + ", " + bootstrap + " bootstrap samples, dropout " + dropout);
        }
    }

    /// That of the paper.
    ///
    /// @source Spinner et al., arXiv:2405.14806, App. C.3
    public static JudgeConfig paper(long seed) {
        return new JudgeConfig(256, 3, 0.1, 3e-4, 1024, 500, 5, 10, 100, seed);
    }

    /// With fewer epochs, or more.
    public JudgeConfig withEpochs(int most) {
        return new JudgeConfig(hidden, layers, dropout, rate, batch, most, plateau, patience, bootstrap, seed);
    }

    /// With smaller batches, or larger ones.
    public JudgeConfig withBatch(int events) {
        return new JudgeConfig(hidden, layers, dropout, rate, events, epochs, plateau, patience, bootstrap, seed);
    }

    /// With another learning rate.
    public JudgeConfig withRate(double r) {
        return new JudgeConfig(hidden, layers, dropout, r, batch, epochs, plateau, patience, bootstrap, seed);
    }

    RandomStreams streams() {
        return new RandomStreams(seed);
    }

    MlpConfig network(int features) {
        return new MlpConfig(features, hidden, layers, 1);
    }

    /// @param steps of an epoch
    Training training(long steps) {
        return Training.of(epochs * steps, Adam.of(rate))
                .withSchedule(new ReduceOnPlateau(0.1, plateau))
                .withValidation(new Validation(steps, patience, Validation.Kept.BEST))
                .withLogEvery(steps)
                .withCheckpointEvery(steps)
                .withStreams(streams());
    }
}
