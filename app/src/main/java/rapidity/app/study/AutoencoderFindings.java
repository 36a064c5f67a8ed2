package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.app.report.JetFeature;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;
import rapidity.loss.ReconstructionLoss;
import rapidity.metrics.Histogram;
import rapidity.metrics.SampleStatistics;
import rapidity.model.JetAutoencoder;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What was found of an autoencoder: its loss, errors of features, distances of distributions, images, anomaly scores,
/// latents.
record AutoencoderFindings(
        ReconstructionLoss loss,
        ObjectNode losses,
        FeatureSamples features,
        FlowSamples flow,
        JetImages images,
        AnomalyScores scores,
        AnomalyTable anomalies,
        LatentTable latents,
        AutoencoderNets.Compression compression,
        double secondsPerJet) {
    /// @param images how many jets are shown beside their reconstructions
    static AutoencoderFindings empty(
            List<String> signals, int images, JetAutoencoder model, ReconstructionLoss loss, double seconds) {
        AnomalyScores scores = AnomalyScores.all(model);
        return new AutoencoderFindings(
                loss,
                JsonNodeFactory.instance.objectNode(),
                new FeatureSamples(AutoencoderNets.isOrdered(loss)),
                new FlowSamples(),
                JetImages.of(images, model.preprocessing()),
                scores,
                new AnomalyTable(signals, scores.names()),
                new LatentTable(model.layout()),
                AutoencoderNets.Compression.of(model),
                seconds);
    }

    /// Everything but what figures alone need.
    ObjectNode json(FeatureSamples.Samples samples) {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("minimised", AutoencoderNets.name(loss));
        ObjectNode test = r.putObject("test");
        test.setAll(losses);
        for (JetFeature.Of of : JetFeature.Of.values()) {
            test.set(of.key(), samples.json(of));
        }
        if (samples.padding().length > 0) {
            test.set("padding", FeatureSamples.statistics(SampleStatistics.of(samples.padding())));
        }
        DescribedJets jets = DescribedJets.jets(samples, flow);
        r.putObject("distances").set("reconstructions", jets.distances(DescribedJets.reconstructions(samples, flow)));
        r.set("anomalies", anomalies.json());
        anomalies.scores().forEach(r.putArray("scores")::add);
        if (latents.isOn()) {
            r.set("latent-correlations", latents.json());
        }
        r.putObject("compression").put("code", compression.code()).put("paper", compression.paper());
        return r.put("seconds-per-million-events", secondsPerJet * 1e6);
    }

    /// What figures need.
    void write(Path file, FeatureSamples.Samples samples) throws IOException {
        try (NpzWriter out = NpzWriter.create(file, WhenExists.REPLACE)) {
            writeFeatures(out, samples);
            if (samples.padding().length > 0) {
                array(
                        out,
                        "padding",
                        FeatureSamples.Sample.shares(JetFeature.PARTICLE_PTREL, samples.padding()),
                        JetFeature.BINS);
            }
            int p = images.pixels();
            array(out, "image_radius", new double[] {images.radius()}, 1);
            array(out, "mean_images", images.mean(), 3, p, p);
            if (images.size() > 0) {
                array(out, "images", images.single(), images.size(), 3, p, p);
            }
            int n = anomalies.jets();
            array(out, "scores", anomalies.values(), n, anomalies.scores().size());
            array(out, "labels", anomalies.labels(), n);
            array(out, "of_test", anomalies.ofTest(), n);
            if (latents.isOn()) {
                array(out, "latent_squares", latents.squares(), n, latents.width());
                double[] sums = latents.sums();
                array(out, "latent_sums", sums, sums.length / 12, 12);
            }
            out.commit();
        }
    }

    private static void writeFeatures(NpzWriter out, FeatureSamples.Samples samples) throws IOException {
        JetFeature[] all = JetFeature.values();
        int bins = JetFeature.BINS;
        double[] histograms = new double[all.length * 2 * bins];
        double[] errors = new double[all.length * bins];
        double[] ranges = new double[all.length * 2];
        for (int f = 0; f < all.length; f++) {
            FeatureSamples.Sample s = samples.of(all[f]);
            double[][] h = s.histograms(all[f]);
            System.arraycopy(h[0], 0, histograms, f * 2 * bins, bins);
            System.arraycopy(h[1], 0, histograms, (f * 2 + 1) * bins, bins);
            if (s.relative().length > 0 && s.errors().interquartileRange() > 0) {
                Histogram e = s.errors().histogram();
                for (int i = 0; i < bins; i++) {
                    errors[f * bins + i] = e.content(i) / s.target().length;
                }
                ranges[2 * f] = e.edge(0);
                ranges[2 * f + 1] = e.edge(bins);
            }
        }
        array(out, "histograms", histograms, all.length, 2, bins);
        array(out, "error_histograms", errors, all.length, bins);
        array(out, "error_ranges", ranges, all.length, 2);
    }

    private static void array(NpzWriter out, String name, double[] values, long... shape) throws IOException {
        out.array(name, NpyType.FLOAT64, shape).write(values);
    }
}
