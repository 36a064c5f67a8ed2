package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A recipe that cannot be meant: one sentence with line and cure, exit status 2, and nothing read or written. The data
/// file of these recipes does not even exist.
class BadRecipeTest {
    @TempDir
    private Path folder;

    private String refusal(String from, String to) throws IOException {
        assertThat(Refusal.RECIPE).contains(from);
        return Refusal.of(folder, Refusal.RECIPE.replace(from, to));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            seed: 1   | learning_rate: 1 | 'learning_rate'; did you mean 'training.optimizer.rate'?
            seed: 1   | batch_size: 0    | 'batch_size'; did you mean 'training.batch'?
            seed: 1   | blocks: 3        | 'blocks'; did you mean 'nets.NAME.blocks'?
            seed: 1   | patience: 3      | 'patience'; did you mean 'training.patience' or 'training.schedule.patience'?
            seed: 1   | hologram: 3      | 'hologram'; a recipe has task, seed, seeds, dtype, threads, engine, device, \
            data, nets, init-weights, init-part, training, evaluation
            batch: 10 | stepz: 3         | 'training.stepz'; did you mean 'training.steps'?
            batch: 10 | num-epochs: 3    | 'training.num-epochs'; did you mean 'training.steps'?
            batch: 10 | Ema_Decay: 0.9   | 'training.Ema_Decay'; did you mean 'training.ema-decay'?
            layers: 1 | laeyrs: 1        | 'nets.mlp.laeyrs'; did you mean 'nets.mlp.layers'?
            layers: 1 | heads: 1         | 'nets.mlp.heads'; 'nets.mlp' of the kind 'mlp' has layers, width
            layers: 1 | dtype: float64   | 'nets.mlp.dtype'; did you mean 'dtype'?
            layers: 1 | training: {x: 1} | 'nets.mlp.training.x'; 'nets.mlp.training' has steps, batch, order, \
            optimizer, head-rate, l1, l2, weight-decay-on, schedule, clip-gradient-norm, skip-gradient-norm, \
            ema-decay, validate-every, validation-events, patience, keep, log-every, checkpoint-every, \
            processes, events
            batch: 10 | schedule: {kind: cosine, peak: 3} | 'training.schedule.peak'; 'training.schedule' of the \
            kind 'cosine' has scale
            """)
    void anUnknownNameIsSaidWithWhatMayHaveBeenMeant(String from, String to, String sentence) throws IOException {
        String before = Refusal.RECIPE.substring(0, Refusal.RECIPE.indexOf(from));
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        assertThat(refusal(from, to)).isEqualTo("FILE line " + line + ": there is no setting " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            batch: 10 | batch: 0   | 'training.batch' must be a whole number from 1, not the number 0
            batch: 10 | batch: 1.5 | 'training.batch' is a whole number, not the number 1.5
            batch: 10 | batch: 99999999999999999999 | 99999999999999999999 is not a number that a recipe can hold
            batch: 10 | "batch:"   | 'batch' has no value
            batch: 10 | keep: bset | 'training.keep' must be one of best, last, not the text 'bset'
            batch: 10 | ema-decay: 2 | 'training': the decay of an average is at least 0 and below 1, got 2.0
            batch: 10 | optimizer: adam | 'training.optimizer' is a group of settings, not the text 'adam'
            batch: 10 | optimizer: {kind: adam, rate: '1e-4'} | 'training.optimizer.rate' is a number (without \
            quotes), not the text '1e-4'
            batch: 10 | optimizer: {kind: adam, rate: -1} | 'training.optimizer': no optimiser has a learning rate \
            of -1.0
            """)
    void trainingIsOfNumbersThatMakeSense(String from, String to, String sentence) throws IOException {
        assertThat(refusal(from, to)).isEqualTo("FILE line 8: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            kind: mlp   | kind: mpl | 'nets.mlp' has no kind 'mpl', there is: lgatr, slim, transformer, cgenn, \
            lorentznet, pfn, dsi, gap, jetgpt, mlp, lgae, gnnae, cnnae, transformer-autoencoder
            "kind: mlp, " | "" | 'nets.mlp' needs a kind: lgatr, slim, transformer, cgenn, lorentznet, pfn, dsi, gap, \
            jetgpt, mlp, lgae, gnnae, cnnae, transformer-autoencoder
            width: 4    | width: 90000 | 'nets.mlp.width' must be a whole number from 1 to 16384, not the number 90000
            "mlp: {"    | "../mlp: {" | the name of a network is of letters, digits, '-' and '_', not '../mlp'
            "mlp: {"    | "data: {" | a study has a folder 'data' already: give the network another name
            kind: mlp, layers: 1, width: 4 | kind: transformer, width: 2, heads: 4 | 'nets.mlp': a width of 2 has \
            room for 1 to 2 heads, got 4
            """)
    void networksAreOfWhatThereIs(String from, String to, String sentence) throws IOException {
        assertThat(refusal(from, to)).isEqualTo("FILE line 7: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            process: zg | process: zh | 3 | 'data.process' must be one of zg, zgg, zggg, zgggg, zggggg, not the \
            text 'zh'
            train: 60   | train: .nan | 5 | .nan is not a number that a recipe can hold
            train: 60   | train: 0    | 5 | 'data.split.train' must be a fraction or a number of events, above 0, \
            not the number 0
            train: 60   | train: 0.6  | 5 | 'data.split' is three numbers of events, or three fractions that sum to \
            at most 1, not train 0.6, validation 20, test 20
            "train: 60, " | ""        | 5 | 'data.split' has exactly the parts train, test, validation
            file: nowhere.npy | generate: {events: 90} | 5 | 90 events are too few for the test part of \
            'data.split': train 60, validation 20, test 20
            file: nowhere.npy | flavour-flags: x.npy | 4 | 'data.flavour-flags' must be none, since the events are \
            generated and all of u type, not the text 'FOLDER/x.npy'
            file: nowhere.npy | file: nowhere.npy | 4 | 'data.file' must be a file that is there, not the text \
            'FOLDER/nowhere.npy'
            seed: 1 | seed: -1 | 9 | 'seed' must be a whole number from 0, not the number -1
            task: amplitudes | task: amplitude | 1 | there is no task 'amplitude', there is: amplitudes, \
            tagging, autoencoder, generation, scaling
            task: amplitudes | seeds: 2 | 1 | 'task' says what to learn; there is: amplitudes, tagging, autoencoder, \
            generation, scaling
            """)
    void dataAndPartsFitEachOther(String from, String to, int line, String sentence) throws IOException {
        assertThat(refusal(from, to)).isEqualTo("FILE line " + line + ": " + sentence);
    }

    @Test
    void noSeedIsNegativeOnTheCommandLine() throws IOException {
        assertThat(Refusal.of(folder, Refusal.RECIPE, "--seed", -1))
                .isEqualTo("the command line: 'seed' must be a whole number from 0, not the number -1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            batch: 100 | 'training.batch' must be at most 60, the number of training events, not the number 100
            batch: 10, events: 61 | 'training.events' must be at most 60, the number of training events, not the \
            number 61
            batch: 10, events: 9 | 'training.events' must be at least 10, as many as a batch, not the number 9
            """)
    void noMoreEventsAreAskedForThanThereAre(String settings, String sentence) throws IOException {
        String recipe = Refusal.RECIPE.replace("file: nowhere.npy", "generate: {events: 100}");
        assertThat(Refusal.of(folder, recipe.replace("batch: 10", settings))).isEqualTo("FILE line 8: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            fraction: 0   | 'training.fraction' must be a share above 0, at most 1, not the number 0
            fraction: 1.5 | 'training.fraction' must be a share above 0, at most 1, not the number 1.5
            loss: chamfr  | 'training.loss' must be one of of-network, chamfer, mse, hungarian, emd, hybrid, not the \
            text 'chamfr'
            freeze-encoder: 2    | 'training.freeze-encoder' must be below the 2 of 'training.steps', or all, or none, \
            not the number 2
            freeze-encoder: half | 'training.freeze-encoder' must be a whole number, not the text 'half'
            """)
    void howAnAutoencoderLearnsIsCheckedBeforeJetsAreRead(String setting, String sentence) throws IOException {
        String recipe = """
                task: autoencoder
                data: {files: [nowhere/g.hdf5, nowhere/t.hdf5], background: [g]}
                nets: {ae: {kind: lgae}}
                training: {steps: 2, batch: 10, SETTING}
                """;
        assertThat(Refusal.of(folder, recipe.replace("SETTING", setting))).isEqualTo("FILE line 4: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [g]    | {kind: cnnae, training: {loss: emd}} | line 3: 'nets.ae.training.loss' must be mse for images: \
            the other losses compare particles, whatever their place, not the text 'emd'
            [g, u] | {kind: lgae} | line 2: 'data.background' must be at least one of g, t, the kinds of jets in \
            'data.files', not the text 'u'
            []     | {kind: lgae} | line 2: 'data.background' must be at least one of g, t, the kinds of jets in \
            'data.files': list it, not a list
            [g]    | {kind: lgae, encoder-channels: [3]} | line 3: 'nets.ae': the channels of the encoder are a \
            number from 1 for its input and one for each level, at least one level, such as [3, 3, 4, 4], found [3]
            """)
    void whatAnAutoencoderIsToLearnIsToldWithTheCure(String background, String net, String sentence)
            throws IOException {
        String recipe = """
                task: autoencoder
                data: {files: [nowhere/g.hdf5, nowhere/t.hdf5], background: BACKGROUND}
                nets: {ae: NET}
                training: {steps: 2, batch: 10}
                """;
        assertThat(Refusal.of(folder, recipe.replace("BACKGROUND", background).replace("NET", net)))
                .isEqualTo("FILE " + sentence);
    }

    /// Before events are made and the other network is trained; the memory of this JVM decides.
    @Test
    void aNetworkThatIsFarTooLargeIsRefused() throws IOException {
        String made = Refusal.RECIPE.replace("file: nowhere.npy", "generate: {events: 100}");
        String large = "width: 4}\n  huge: {kind: mlp, layers: %d, width: 16384}";
        assertThat(Refusal.of(folder, made.replace("width: 4}", large.formatted(6))))
                .matches("FILE line 8: 'nets.huge': 1,3[0-9,]* weights with gradient and moments do not fit into .*"
                        + " or allow more with JDK_JAVA_OPTIONS=-Xmx...");
        assertThat(Refusal.of(folder, made.replace("width: 4}", large.formatted(20))))
                .startsWith("FILE line 8: 'nets.huge': a network of more than 2147483647 weights");
    }
}
