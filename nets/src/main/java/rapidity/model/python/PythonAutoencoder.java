package rapidity.model.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.AutoencoderPreprocessing.Normalisation;
import rapidity.model.BareNetwork;
import rapidity.model.JetAutoencoder;
import rapidity.model.JsonTree;
import rapidity.model.ModelFormatException;
import rapidity.net.LgaeConfig;
import tools.jackson.databind.JsonNode;

/// What lgn-autoencoder does with jets around its network, by the words of its programs: the block `autoencoder` of the
/// file with the arguments.
///
/// ```json
/// {"unit": "TeV", "normalize": true, "normalize_method": "overall_max", "cm": false}
/// ```
///
/// These are the defaults of the training program, and of the preparation of data (`cm`).
///
/// @param unit of momenta in GeV
/// @source zichunhao/lgn-autoencoder 66620d0, the options of the training program
/// @departs the method `jet_E`, which fails there, is refused
public record PythonAutoencoder(double unit, Normalisation normalisation, Coordinates coordinates) {
    private static final String KEY = "autoencoder";
    private static final double TEV = 1000;

    /// @throws ModelFormatException if the file has such a block, and it is not as above
    public static Optional<PythonAutoencoder> read(Path file) throws IOException {
        JsonNode block = JsonTree.read(file).path(KEY);
        if (block.isMissingNode()) {
            return Optional.empty();
        }
        Arguments a = new Arguments(file, KEY, block);
        String unit = a.word("unit", List.of("TeV", "GeV"), "TeV").orElse("TeV");
        boolean normalised = a.truth("normalize", true);
        boolean eachComponent = a.word("normalize_method", List.of("overall_max", "component_max"), "overall_max")
                .filter("component_max"::equals)
                .isPresent();
        boolean centred = a.truth("cm", false);
        a.finish();
        Normalisation largest = eachComponent ? Normalisation.COMPONENT_MAX : Normalisation.OVERALL_MAX;
        return Optional.of(new PythonAutoencoder(
                unit.equals("TeV") ? TEV : 1,
                normalised ? largest : Normalisation.NONE,
                centred ? Coordinates.CENTRED_MOMENTA : Coordinates.MOMENTA));
    }

    /// The autoencoder around an imported network.
    ///
    /// @param file for sentences
    /// @throws ModelFormatException if the network is no autoencoder on the momenta of particles alone
    public JetAutoencoder around(Path file, BareNetwork net) throws ModelFormatException {
        if (!(net.config() instanceof LgaeConfig c)) {
            throw new ModelFormatException(
                    file, "'" + KEY + "'", "it beside the class LGAE only", "another class; leave it out");
        }
        if (c.inputs() > c.features()) {
            throw new ModelFormatException(
                    file,
                    "'" + KEY + "'",
                    "a network on the momenta of particles alone",
                    "one with tau_jet_scalars, which files of jets lack; leave it out, and give arrays to `forward`");
        }
        AutoencoderPreprocessing usual = AutoencoderPreprocessing.momenta(c.particles());
        AutoencoderPreprocessing how = new AutoencoderPreprocessing(
                c.particles(), coordinates, normalisation, unit, usual.pixels(), usual.radius());
        JetAutoencoder r = JetAutoencoder.of(c, how, 0, net.weights().engine());
        r.weights().write(net.weights().read());
        return r;
    }
}
