package rapidity.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class FourVectorsTest {
    private final FourVectors all = randomMomenta();

    private static FourVectors randomMomenta() {
        RandomStream random = new RandomStreams(7).stream("momenta");
        FourVectors momenta = FourVectors.zeros(37);
        for (int i = 0; i < momenta.size(); i++) {
            double x = 10 * random.nextGaussian();
            double y = 10 * random.nextGaussian();
            momenta.set(i, FourVector.ofMomentum(x, y, 90 * random.nextGaussian(), random.nextDouble()));
        }
        return momenta;
    }

    @Test
    void bulkObservablesAreThoseOfTheSingleVectors() {
        assertThat(all.pt()).isEqualTo(each(FourVector::pt));
        assertThat(all.eta()).isEqualTo(each(FourVector::eta));
        assertThat(all.phi()).isEqualTo(each(FourVector::phi));
        assertThat(all.mass2()).isEqualTo(each(FourVector::mass2));
        assertThat(all.times(2.5).at(3)).isEqualTo(all.at(3).times(2.5));
    }

    private double[] each(ToDoubleFunction<FourVector> observable) {
        return IntStream.range(0, all.size())
                .mapToObj(all::at)
                .mapToDouble(observable)
                .toArray();
    }

    @Test
    void rowsAndSlicesKeepTheVectors() {
        FourVectors rows = FourVectors.ofRows(all.toRows());
        FourVectors slice = all.slice(5, 8);
        assertThat(rows.at(36)).isEqualTo(all.at(36));
        assertThat(slice.size()).isEqualTo(3);
        assertThat(slice.at(2)).isEqualTo(all.at(7));
        slice.set(0, FourVector.ZERO);
        assertThat(all.at(5)).isNotEqualTo(FourVector.ZERO);
        assertThat(FourVectors.of(all.at(5), all.at(6)).sum(0, 2))
                .isEqualTo(all.at(5).plus(all.at(6)));
    }

    @Test
    void columnsOfDifferentLengthsAreRefused() {
        double[] two = new double[2];
        double[] three = new double[3];
        assertThatThrownBy(() -> FourVectors.of(two, three, two, two)).hasMessageContaining("px 3");
        assertThatThrownBy(() -> FourVectors.ofPtEtaPhi(two, two, three, two)).hasMessageContaining("phi 3");
        assertThatThrownBy(() -> FourVectors.ofRows(three)).hasMessageContaining("got 3 numbers");
    }

    @Test
    void theFirstUnphysicalMomentumIsNamedWithItsNumbers() {
        assertThat(UnphysicalMomentum.firstOf(all)).isEmpty();
        assertThat(UnphysicalMomentum.firstOf(FourVectors.of(FourVector.ZERO))).isEmpty();
        all.set(17, new FourVector(1, 2, 0, 0));
        assertThatThrownBy(() -> UnphysicalMomentum.refuse(all, "constituent"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("constituent 17 (E, px, py, pz) = (1.0, 2.0, 0.0, 0.0) has less energy than momentum, "
                        + "E = 1.0 < |p| = 2.0");
        all.set(16, new FourVector(-1, 0, 0, 0));
        assertThat(UnphysicalMomentum.firstOf(all).orElseThrow().fault()).isEqualTo("has the negative energy -1.0");
        all.set(15, new FourVector(1, Double.NaN, 0, 0));
        assertThat(UnphysicalMomentum.firstOf(all).orElseThrow().index()).isEqualTo(15);
        all.set(2, new FourVector(Double.POSITIVE_INFINITY, 0, 0, 0));
        assertThat(UnphysicalMomentum.firstOf(all).orElseThrow().index()).isEqualTo(2);
    }

    @Test
    void roundingOfFilesIsNotUnphysical() {
        for (int i = 0; i < all.size(); i++) {
            FourVector p = all.at(i);
            FourVector massless = FourVector.ofMomentum(p.px(), p.py(), p.pz(), 0);
            assertThat(UnphysicalMomentum.faultOf(sixDigits(massless))).isEmpty();
        }
        FourVector p = FourVector.ofMomentum(3, 4, 12, 0);
        assertThat(UnphysicalMomentum.faultOf(new FourVector(13 * (1 - 0.9e-5), 3, 4, 12)))
                .isEmpty();
        assertThat(UnphysicalMomentum.faultOf(new FourVector(p.e() * (1 - 1.1e-5), 3, 4, 12)))
                .isPresent();
    }

    private static FourVector sixDigits(FourVector p) {
        return new FourVector(round(p.e()), round(p.px()), round(p.py()), round(p.pz()));
    }

    private static double round(double x) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.5e", x));
    }
}
