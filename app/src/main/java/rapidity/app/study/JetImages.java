package rapidity.app.study;

import java.util.ArrayList;
import java.util.List;
import rapidity.jets.JetImage;
import rapidity.jets.PolarFeatures;
import rapidity.kinematics.FourVector;

/// Mean images of jets and of their reconstructions, and some jets one by one.
///
/// @source arXiv:2212.07347, Sec. 5.2 (40 x 40 pixels, radius 0.5)
final class JetImages {
    static final int PIXELS = 40;

    private static final JetImage IMAGE = new JetImage(PIXELS, 0.5);
    private static final int KINDS = 3;

    private final int most;
    private final double[] mean = new double[KINDS * PIXELS * PIXELS];
    private final List<double[]> single = new ArrayList<>();
    private int jets;

    /// @param most jets one by one
    JetImages(int most) {
        this.most = most;
    }

    void add(ReconstructedJets all, int jet) {
        double[] target = all.target(jet);
        double[] found = all.reconstruction(jet);
        FourVector axis = PolarFeatures.jet(target);
        double[][] images = {
            IMAGE.of(PolarFeatures.relative(target, axis)),
            IMAGE.of(PolarFeatures.relative(found, PolarFeatures.jet(found))),
            IMAGE.of(PolarFeatures.relative(found, axis))
        };
        double[] row = new double[mean.length];
        for (int k = 0; k < KINDS; k++) {
            System.arraycopy(images[k], 0, row, k * PIXELS * PIXELS, PIXELS * PIXELS);
        }
        for (int i = 0; i < row.length; i++) {
            mean[i] += Double.isFinite(row[i]) ? row[i] : 0;
        }
        jets++;
        if (single.size() < most) {
            single.add(row);
        }
    }

    /// `[3, 40, 40]`: the jets, the reconstructions around their own axes, and around the axes of the jets.
    double[] mean() {
        double[] r = mean.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] /= Math.max(1, jets);
        }
        return r;
    }

    /// The number of jets in the mean.
    int jets() {
        return jets;
    }

    /// The number of jets one by one.
    int size() {
        return single.size();
    }

    /// `[jets, 3, 40, 40]`
    double[] single() {
        double[] r = new double[single.size() * mean.length];
        for (int i = 0; i < single.size(); i++) {
            System.arraycopy(single.get(i), 0, r, i * mean.length, mean.length);
        }
        return r;
    }
}
