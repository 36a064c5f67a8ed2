package rapidity.jets;

/// A jet as a picture: transverse momenta summed in pixels around the axis of the jet.
///
/// ```
/// pixel [phi][eta] += pt      for  -width <= eta, phi < width
/// ```
///
/// What lies outside is left out.
///
/// @param pixels on each side
/// @param halfWidth largest angle from the axis
/// @source arXiv:2212.07347: 40 pixels and 0.5
public record JetImage(int pixels, double halfWidth) {
    /// @throws IllegalArgumentException unless both are positive
    public JetImage {
        if (pixels < 1 || pixels > 10_000 || !(halfWidth > 0) || Double.isInfinite(halfWidth)) {
            throw new IllegalArgumentException(
                    "no jet image has " + pixels + " pixels on a side and a half width of " + halfWidth);
        }
    }

    /// The image of a jet, `[phi, eta]` row-major.
    ///
    /// @param relative (pt, eta, phi) of each particle relative to an axis, see [PolarFeatures#relative]
    public double[] of(double[] relative) {
        double[] image = new double[pixels * pixels];
        add(relative, image);
        return image;
    }

    /// Adds a jet to an image, such as the sum of several.
    public void add(double[] relative, double[] image) {
        for (int i = 0; i < relative.length; i += PolarFeatures.RELATIVE) {
            int column = pixel(relative[i + 1]);
            int row = pixel(relative[i + 2]);
            if (row >= 0 && column >= 0) {
                image[row * pixels + column] += relative[i];
            }
        }
    }

    private int pixel(double angle) {
        boolean inside = angle >= -halfWidth && angle < halfWidth;
        return inside ? Math.min((int) ((angle + halfWidth) / (2 * halfWidth) * pixels), pixels - 1) : -1;
    }
}
