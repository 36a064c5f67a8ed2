package rapidity.app.study;

import java.util.ArrayList;
import java.util.List;
import rapidity.jets.JetImage;
import rapidity.jets.PolarFeatures;
import rapidity.kinematics.FourVector;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.AutoencoderPreprocessing.Coordinates;

/// Mean images of jets and of their reconstructions, and some jets one by one: on the pixels that a network on images
/// sees, and of 40 x 40 pixels for others.
///
/// @source arXiv:2212.07347, Sec. 5.2 (40 x 40 pixels, radius 0.5)
final class JetImages {
    private static final JetImage PUBLISHED = new JetImage(40, 0.5);
    private static final int KINDS = 3;

    private final JetImage image;
    private final int most;
    private final double[] mean;
    private final List<double[]> single = new ArrayList<>();
    private int jets;

    private JetImages(JetImage image, int most) {
        this.image = image;
        this.most = most;
        this.mean = new double[KINDS * size(image)];
    }

    private static int size(JetImage image) {
        return image.pixels() * image.pixels();
    }

    /// @param most jets one by one
    static JetImages of(int most, AutoencoderPreprocessing how) {
        JetImage own = new JetImage(how.pixels(), how.radius());
        return new JetImages(how.coordinates() == Coordinates.IMAGE ? own : PUBLISHED, most);
    }

    int pixels() {
        return image.pixels();
    }

    /// Largest angle from the axis.
    double radius() {
        return image.halfWidth();
    }

    void add(ReconstructedJets all, int jet) {
        double[] target = all.target(jet);
        double[] found = all.reconstruction(jet);
        FourVector axis = PolarFeatures.jet(target);
        double[][] images = {
            image.of(PolarFeatures.relative(target, axis)),
            image.of(PolarFeatures.relative(found, PolarFeatures.jet(found))),
            image.of(PolarFeatures.relative(found, axis))
        };
        double[] row = new double[mean.length];
        for (int k = 0; k < KINDS; k++) {
            System.arraycopy(images[k], 0, row, k * size(image), size(image));
        }
        for (int i = 0; i < row.length; i++) {
            mean[i] += Double.isFinite(row[i]) ? row[i] : 0;
        }
        jets++;
        if (single.size() < most) {
            single.add(row);
        }
    }

    /// `[3, pixels, pixels]`: the jets, the reconstructions around their own axes, and around the axes of the jets.
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

    /// `[jets, 3, pixels, pixels]`
    double[] single() {
        double[] r = new double[single.size() * mean.length];
        for (int i = 0; i < single.size(); i++) {
            System.arraycopy(single.get(i), 0, r, i * mean.length, mean.length);
        }
        return r;
    }
}
