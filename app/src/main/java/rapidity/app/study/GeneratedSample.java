package rapidity.app.study;

import rapidity.data.dataset.AmplitudeEvents;
import rapidity.matrixelement.StandardModel;
import rapidity.sampling.CrossSection;
import rapidity.sampling.FiducialCuts;
import rapidity.sampling.SampleReport;
import rapidity.sampling.SamplingSettings;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// All there is to know of a generated sample of amplitudes besides its events: the content of its side file, and a
/// part of a run's provenance. Nothing in it depends on time, machine or threads.
///
/// @param process name of the process, such as `zgg`
/// @param gluons number of gluons
/// @param seed of all random numbers
/// @param logMean mean of ln abs(M)^2
/// @param logSpread standard deviation of ln abs(M)^2
public record GeneratedSample(
        String process,
        int gluons,
        SamplingSettings settings,
        long seed,
        SampleReport report,
        double logMean,
        double logSpread) {

    /// What a label is, the same words wherever labels go.
    public static final String CONVENTION =
            "tree-level abs(M)^2 of q qbar -> Z + n gluons, summed over spins and colours,"
                    + " divided by 4 (initial spins), 9 (initial colours) and n! (identical gluons), in GeV^(2-2n)";

    /// The side file.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("process", process)
                .put("events", report.events())
                .put("seed", seed)
                .put("label", CONVENTION)
                .put("unit", "GeV, label in GeV^(2-2n)");
        AmplitudeEvents.names(gluons).forEach(json.putArray("columns")::add);
        parameters(json.putObject("parameters"));
        sampling(json.putObject("sampling"));
        ObjectNode sigma = json.putObject("cross-section");
        sigma.put("unit", "pb");
        section(sigma.putObject("sampling"), report.proxy());
        section(sigma.putObject("exact"), report.exact());
        json.putObject("log-label").put("mean", logMean).put("standard-deviation", logSpread);
        Version version = Version.ofThisBuild();
        json.putObject("rapidity").put("version", version.version()).put("commit", version.commit());
        return json;
    }

    private void parameters(ObjectNode json) {
        StandardModel model = settings.model();
        json.put("flavour", settings.flavour() == rapidity.matrixelement.QuarkFlavour.UP ? "u" : "d")
                .put("z-mass", model.zMass())
                .put("alpha-s", model.alphaS())
                .put("inverse-alpha", model.inverseAlpha())
                .put("fermi-constant", model.fermiConstant());
    }

    private void sampling(ObjectNode json) {
        FiducialCuts cuts = settings.cuts();
        json.put("collider", "proton-proton")
                .put("energy", settings.rootS())
                .put("parton-densities", "stand-in: u and ubar, without scale");
        json.putObject("cuts")
                .put("pt-min", cuts.ptMin())
                .put("gluon-rapidity-max", cuts.rapidityMax())
                .put("gluon-delta-r-min", cuts.deltaRMin());
        json.put("density", "leading-colour stand-in for abs(M)^2, unweighted up to the largest weight")
                .put("pilot-trials", settings.pilotTrials())
                .put("quantile", settings.quantile())
                .put("largest-weight", report.largestWeight())
                .put("trials", report.trials())
                .put("accepted", report.accepted())
                .put("share-above-largest-weight", report.overflow());
    }

    private static void section(ObjectNode json, CrossSection sigma) {
        json.put("value", sigma.value()).put("error", sigma.error());
    }
}
