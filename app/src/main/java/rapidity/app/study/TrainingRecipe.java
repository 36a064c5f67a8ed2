package rapidity.app.study;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import rapidity.app.study.recipe.Section;
import rapidity.random.RandomStreams;
import rapidity.train.Adam;
import rapidity.train.AdamW;
import rapidity.train.Clipping;
import rapidity.train.ConstantRate;
import rapidity.train.CosineAnnealing;
import rapidity.train.Ema;
import rapidity.train.Lion;
import rapidity.train.OneCycle;
import rapidity.train.Optimizer;
import rapidity.train.RAdam;
import rapidity.train.ReduceOnPlateau;
import rapidity.train.Regularisation;
import rapidity.train.Schedule;
import rapidity.train.Training;
import rapidity.train.UpdateGroups;
import rapidity.train.Validation;
import rapidity.train.WeightDecayOn;

/// How a recipe trains a network.
///
/// @param section the settings that the rest was read from
/// @param batch events of a step
/// @param validationEvents how many of the validation events are used; empty for all
public record TrainingRecipe(Section section, Training training, int batch, Order order, OptionalInt validationEvents) {
    /// In which order events are taken.
    public enum Order {
        SHUFFLED,
        FILE,
        /// Shuffled, and to the last event of each epoch.
        EPOCHS
    }

    /// Settings of tasks that may learn from the first so many of the training part alone.
    private static final List<String> FIRST = List.of("events", "jets");

    static TrainingRecipe of(Section s) {
        int steps = s.count("steps");
        int batch = s.count("batch");
        for (String name : FIRST) {
            if (s.has(name) && s.optionalCount(name).orElse(batch) < batch) {
                s.reject(name, "at least " + batch + ", as many as a batch");
            }
        }
        Optimizer optimizer = optimizer(s.section("optimizer"));
        Clipping clipping = new Clipping(
                s.optionalNumber("clip-gradient-norm").orElse(Double.POSITIVE_INFINITY),
                s.optionalNumber("skip-gradient-norm").orElse(Double.POSITIVE_INFINITY));
        Ema ema = s.build(() -> new Ema(s.optionalNumber("ema-decay").orElse(0)));
        Validation validation = new Validation(
                s.count("validate-every"),
                s.optionalCount("patience").orElse(Integer.MAX_VALUE),
                s.choice("keep", Validation.Kept.class));
        Schedule schedule = schedule(s.section("schedule"), optimizer.rate(), steps);
        return new TrainingRecipe(
                s,
                new Training(
                        steps,
                        optimizer,
                        new UpdateGroups(
                                s.choice("weight-decay-on", WeightDecayOn.class),
                                s.optionalNumber("head-rate").orElse(optimizer.rate()) / optimizer.rate()),
                        s.build(() -> new Regularisation(s.number("l1"), s.number("l2"))),
                        schedule,
                        clipping,
                        ema,
                        validation,
                        s.count("log-every"),
                        s.count("checkpoint-every"),
                        new RandomStreams(0)),
                batch,
                s.choice("order", Order.class),
                s.optionalCount("validation-events"));
    }

    /// Of the rows of a training part the first so many as a setting says.
    ///
    /// @param name of the setting, `events` or `jets`
    int[] first(String name, int... all) {
        return Arrays.copyOf(
                all, Math.min(all.length, section.optionalCount(name).orElse(all.length)));
    }

    /// Refuses settings that ask for more than there is.
    ///
    /// @param name of the setting that may take fewer of them, `events` or `jets`
    /// @param all how many there are
    /// @param what they are
    /// @throws rapidity.app.study.recipe.RecipeException if a setting asks for more
    void requireFirst(String name, int all, String what) {
        int most = section.optionalCount(name).orElse(all);
        if (most > all) {
            section.reject(name, "at most " + all + ", " + what);
        }
        requireBatch(all, what);
    }

    /// Refuses a batch of more events than there are, see [#requireFirst].
    void requireBatch(int all, String what) {
        if (batch > all) {
            section.reject("batch", "at most " + all + ", " + what);
        }
    }

    private static Optimizer optimizer(Section s) {
        double rate = s.number("rate");
        double beta1 = s.number("beta1");
        double beta2 = s.number("beta2");
        double decay = s.number("weight-decay");
        String kind = s.choice("kind", List.of("adam", "adamw", "radam", "lion"));
        if (kind.equals("lion")) {
            return s.build(() -> new Lion(rate, beta1, beta2, decay));
        }
        double epsilon = s.number("epsilon");
        return s.build(() -> switch (kind) {
            case "adam" -> new Adam(rate, beta1, beta2, epsilon, decay);
            case "adamw" -> new AdamW(rate, beta1, beta2, epsilon, decay);
            default -> new RAdam(rate, beta1, beta2, epsilon, decay);
        });
    }

    private static Schedule schedule(Section s, double rate, int steps) {
        return s.build(() -> switch (s.choice("kind", List.of("constant", "cosine", "one-cycle", "plateau"))) {
            case "constant" -> new ConstantRate();
            case "cosine" -> new CosineAnnealing(scaled(s, steps));
            case "one-cycle" -> new OneCycle(rate * s.number("peak"), scaled(s, steps), s.number("rising"));
            default -> new ReduceOnPlateau(s.number("factor"), s.count("patience"));
        });
    }

    /// Steps of a schedule that may be longer than the training.
    private static long scaled(Section s, int steps) {
        return Math.max(1, Math.round(steps * s.number("scale")));
    }
}
