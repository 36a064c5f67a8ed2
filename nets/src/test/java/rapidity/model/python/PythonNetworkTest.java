package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.layer.AttentionProduct;
import rapidity.layer.Nonlinearity;
import rapidity.model.ModelFormatException;
import rapidity.net.LgatrConfig;

class PythonNetworkTest {
    private static final String WIDTHS = "'num_blocks':2,'in_mv_channels':1,'out_mv_channels':1,'hidden_mv_channels':8,"
            + "'in_s_channels':2,'out_s_channels':1,'hidden_s_channels':16";

    @TempDir
    private Path folder;

    private Path file(String version, String arguments) throws IOException {
        String json = "{'class':'LGATr','package':'" + version + "','arguments':{" + arguments + "},'seed':7}";
        return Files.writeString(folder.resolve("args.json"), json.replace('\'', '"'));
    }

    private LgatrConfig config(String version, String arguments) throws IOException {
        return (LgatrConfig) PythonNetwork.read(file(version, arguments)).config();
    }

    @Test
    void absentArgumentsHaveTheDefaultsOfTheVersion() throws IOException {
        Channels in = new Channels(1, 2);
        Channels hidden = new Channels(8, 16);
        Channels out = new Channels(1, 1);
        assertThat(config("lgatr 2.0.0", WIDTHS + ",'attention':{},'mlp':{}"))
                .isEqualTo(LgatrConfig.v2(in, hidden, out, 2, 8));
        assertThat(config("lgatr 1.4.4", WIDTHS + ",'attention':{},'mlp':{}"))
                .isEqualTo(LgatrConfig.v1(in, hidden, out, 2, 8));
    }

    @Test
    void eachVersionHasItsOwnWords() throws IOException {
        LgatrConfig v1 = config(
                "lgatr 1.4.4",
                WIDTHS + ",'attention':{'num_heads':4,'increase_hidden_channels':2,'head_scale':true},"
                        + "'mlp':{'activation':'silu','increase_hidden_channels':3,'num_hidden_layers':2}");
        assertThat(v1.block().attention().ratio()).isEqualTo(2);
        assertThat(v1.block().attention().headScale()).isTrue();
        assertThat(v1.block().mlp().ratio()).isEqualTo(3);
        assertThat(v1.block().mlp().layers()).isEqualTo(3);
        assertThat(v1.block().mlp().nonlinearity()).isEqualTo(Nonlinearity.SILU);
        LgatrConfig v2 = config(
                "lgatr 2.0.0",
                WIDTHS + ",'attention':{'attn_ratio':2},'mlp':{'nonlinearity':'tanh','mlp_ratio':3,'num_layers_mlp':1},"
                        + "'primitives':{'subgroup':false,'sparse_linear':true},'compile':true");
        assertThat(v2.block().attention().ratio()).isEqualTo(2);
        assertThat(v2.block().mlp().layers()).isEqualTo(1);
        assertThat(v2.block().linear().symmetry()).isEqualTo(SymmetryGroup.FULL_LORENTZ);
    }

    /// lgatr has no such argument; our own model files have it where it is true.
    @Test
    void theProductOfAttentionIsAnArgumentOfOurs() throws IOException {
        LgatrConfig c = config("lgatr 2.0.0", WIDTHS + ",'attention':{'euclidean':true},'mlp':{}");
        assertThat(c.block().attention().product()).isEqualTo(AttentionProduct.EUCLIDEAN);
        assertThat(LgatrWords.of(c, Dialect.V2).at("/attention/euclidean").asBoolean())
                .isTrue();
        LgatrConfig invariant = c.withAttentionProduct(AttentionProduct.INVARIANT);
        assertThat(LgatrWords.of(invariant, Dialect.V2).get("attention").has("euclidean"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'attention':{'num_head':4} | arguments.attention: | did you mean 'num_heads'?",
                "'attention':{'increase_hidden_channels':2} | arguments.attention: | 'increase_hidden_channels'",
                "'mlp':{'nonlinearity':'gellu'} | arguments.mlp.nonlinearity: | did you mean 'gelu'?",
                "'num_block':3 | arguments: | did you mean 'num_blocks'?",
                "'attention':{'num_heads':2.5} | arguments.attention.num_heads: | found 2.5",
                "'attention':{'num_heads':0} | arguments.attention: | at least 1",
                "'attention':{'head_scale':'yes'} | arguments.attention.head_scale: | true or false",
                "'attention':7 | arguments.attention: | an object",
                "'attention':[4] | arguments.attention: | found a list",
                "'attention':{'increase_hidden_channels':2} | arguments.attention: | of lgatr 1.x: is 'package' right?",
                "'hidden_v_channels':2 | arguments: | an argument of LGATrSlim: is 'class' right?",
                "'subgroup':false | arguments: | it stands in 'primitives'",
                "'num_heads':4 | arguments: | it stands in 'attention'",
                "'dropout_prob':1.5 | arguments.dropout_prob: | expected a number from 0 to below 1, found 1.5",
                "'dropout_prob':NaN | arguments.dropout_prob: | expected a number, found",
                "'mlp':{'mlp_ratio':1000000000} | arguments.mlp.mlp_ratio: | from 0 to 65536, found 1000000000",
                "'primitives':{'subgrup':false} | arguments.primitives: | did you mean 'subgroup'?",
                "'hidden_mv_channels':-4 | line 1: | Duplicate"
            })
    void aWrongArgumentIsNamedWithTheNearest(String arguments, String place, String sentence) throws IOException {
        Path file = file("lgatr 2.0.0", WIDTHS + "," + arguments);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonNetwork.read(file))
                .withMessageStartingWith(file + ": " + place)
                .withMessageContaining(sentence);
    }

    @Test
    void aMissingArgumentIsNamed() throws IOException {
        Path file = file("lgatr 2.0.0", "'num_blocks':1");
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonNetwork.read(file))
                .withMessageContaining("in_mv_channels: expected a whole number, found none");
    }

    /// A missing argument may be there misspelt.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LGATr | lgatr 2.0.0 | hidden_mv_channels | hiden_mv_channels | did you mean 'hidden_mv_channels'?",
                "LGATrSlim | lgatr 2.0.0 | - | - | an argument of LGATr: is 'class' right?",
                "ConditionalLGATr | lgatr 1.4.4 | num_blocks | mv_channels_cond | lgatr 2.x: is 'package' right?"
            })
    void whatIsUnknownIsToldBeforeWhatIsMissing(
            String type, String version, String right, String wrong, String sentence) throws IOException {
        Path file = file(version, WIDTHS.replace("'" + right + "'", "'" + wrong + "'"));
        Files.writeString(file, Files.readString(file).replace("\"LGATr\"", "\"" + type + "\""));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonNetwork.read(file))
                .withMessageStartingWith(file + ": arguments: ")
                .withMessageContaining(sentence);
    }

    @Test
    void theVersionMayBeWrittenAsForPip() throws IOException {
        assertThat(config("lgatr==2.0.0", WIDTHS)).isEqualTo(config("lgatr 2.0.0", WIDTHS));
    }

    @Test
    void deepNestingIsToldInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("deep.json"), "[".repeat(100_000));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonNetwork.read(file))
                .withMessage(file
                        + ": contents: expected JSON, found lists or objects nested too deeply, or a text too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lgatr 3.0.0", "lgatr 1.3.0", "lgatr", "torch 2.0", "lgatr 2"})
    void otherPackagesAreRefused(String version) throws IOException {
        Path file = file(version, WIDTHS);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonNetwork.read(file))
                .withMessageContaining("'package': expected lgatr 1.3.1 to 2.x")
                .withMessageContaining("found '" + version + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{'class':7}", "{'class':'LGATr'}", "{'class':'Net','package':'lgatr 2.0.0'}", "{"})
    void otherFilesAreRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("args.json"), text.replace('\'', '"'));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonNetwork.read(file))
                .withMessageStartingWith(file + ": ");
    }

    @ParameterizedTest
    @MethodSource("rapidity.model.python.Fixture#all")
    void argumentsOfANetworkMakeTheSameNetwork(Fixture f) throws IOException {
        PythonNetwork python = PythonNetwork.read(f.json());
        assertThat(PythonClass.origin(python.config(), python.dialect()).map(o -> {
                    try {
                        return PythonNetwork.of(f.json(), o).config();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }))
                .contains(python.config());
    }
}
