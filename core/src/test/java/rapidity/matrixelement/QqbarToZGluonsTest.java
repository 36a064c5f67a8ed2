package rapidity.matrixelement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class QqbarToZGluonsTest {
    /// MadGraph's own rounding; 5e-14 is reached.
    private static final double MADGRAPH = 1e-12;
    /// Rounding of the momenta after a boost or rotation, which the cancellations of me2 enlarge: 1e-13 measured.
    private static final double LORENTZ = 1e-11;
    /// The same operations on the same numbers in another order.
    private static final double ROUNDING = 1e-12;
    /// What must survive a boost with gamma = 50 and a turn by any angle; the boosted momenta lose four digits.
    private static final double EXTREME = 1e-10;
    /// The closed form with one gluon, whose products q.k lose three digits for a forward gluon: 1.2e-12 measured.
    private static final double FORWARD = 1e-11;
    /// Closed forms of a few operations.
    private static final double CLOSED = 1e-14;

    private static final long SEED = 77;
    private final RandomStream random = new RandomStreams(SEED).stream("points");

    private static double me2(double... momenta) {
        return new QqbarToZGluons(momenta.length / 4 - 3, QuarkFlavour.UP, StandardModel.DEFAULT).value(momenta);
    }

    @ParameterizedTest
    @MethodSource("rapidity.matrixelement.ReferencePoint#all")
    void referencePointsAreMadgraphs(ReferencePoint point) {
        MatrixElement process = new QqbarToZGluons(point.gluons(), point.flavour(), StandardModel.DEFAULT);
        assertThat(process.value(point.momenta())).isCloseTo(point.me2(), within(MADGRAPH * point.me2()));
    }

    @Test
    void derivedParametersHaveTheirPublishedValues() {
        StandardModel model = StandardModel.DEFAULT;
        assertThat(model.strongCoupling()).isCloseTo(1.2177157847767197, within(CLOSED));
        assertThat(model.wMass()).isCloseTo(80.41900244575616, within(100 * CLOSED));
        assertThat(model.weakMixing()).isCloseTo(0.22224648578577755, within(CLOSED));
        assertThat(model.leftCoupling(QuarkFlavour.UP)).isCloseTo(0.2606075262062113, within(CLOSED));
        assertThat(model.rightCoupling(QuarkFlavour.UP)).isCloseTo(-0.1097465110296645, within(CLOSED));
        assertThat(model.leftCoupling(QuarkFlavour.DOWN)).isCloseTo(-0.3154807817210435, within(CLOSED));
        assertThat(model.rightCoupling(QuarkFlavour.DOWN)).isCloseTo(0.0548732555148323, within(CLOSED));
        assertThat(model.kappa(QuarkFlavour.DOWN) / model.kappa(QuarkFlavour.UP))
                .isCloseTo(1.28237187095762, within(CLOSED));
    }

    @Test
    void withoutGluonsItIsTheClosedForm() {
        double e = Points.Z_MASS / 2;
        double[] p = {e, 0, 0, e, e, 0, 0, -e, 2 * e, 0, 0, 0};
        assertThat(me2(p)).isCloseTo(110.81538588507338, within(110 * CLOSED));
    }

    @Test
    void withOneGluonItIsTheClosedForm() {
        StandardModel model = StandardModel.DEFAULT;
        double g2 = 4 * Math.PI * model.alphaS();
        for (int i = 0; i < 20; i++) {
            double[] p = Points.draw(1, 300, random);
            FourVector q = Points.vector(p, 0);
            FourVector qbar = Points.vector(p, 4);
            FourVector gluon = Points.vector(p, 12);
            FourVector z = Points.vector(p, 8);
            double numerator = 4 * (q.dot(z) * q.dot(z) + qbar.dot(z) * qbar.dot(z));
            double tu = 4 * q.dot(gluon) * qbar.dot(gluon);
            double expected = 4.0 / 9 * model.kappa(QuarkFlavour.UP) * g2 * numerator / tu;
            assertThat(me2(p)).isCloseTo(expected, within(FORWARD * expected));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void boostsAndRotationsOfTheWholeEventChangeNothing(int gluons) {
        double[] p = Points.draw(gluons, 700, random);
        for (int i = 0; i < 5; i++) {
            LorentzTransformation map = LorentzTransformation.random(random, 2);
            assertThat(me2(Points.transformed(map, p))).as("seed %d", SEED).isCloseTo(me2(p), within(LORENTZ * me2(p)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void noAngleOfTheBeamsIsSpecial(int gluons) {
        double[] p = Points.draw(gluons, 700, random);
        double expected = me2(p);
        for (double angle : new double[] {1e-14, 1e-10, 1e-8, 1e-6, 1e-3, Math.PI - 1e-9, Math.PI}) {
            double[] turned = Points.transformed(LorentzTransformation.rotation(0, 1, 0, angle), p);
            assertThat(me2(turned)).as("angle %s", angle).isCloseTo(expected, within(EXTREME * expected));
            double[] swapped = Points.swapped(turned, 0, 1);
            assertThat(me2(swapped)).as("swapped, angle %s", angle).isCloseTo(expected, within(EXTREME * expected));
        }
        double[] boosted = Points.transformed(LorentzTransformation.boost(0, 0, 1, Math.log(100)), p);
        assertThat(me2(boosted)).isCloseTo(expected, within(EXTREME * expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void parityAndChargeConjugationChangeNothing(int gluons) {
        double[] p = Points.draw(gluons, 500, random);
        double[] mirrored = Points.transformed(LorentzTransformation.parity(), p);
        assertThat(me2(mirrored)).isCloseTo(me2(p), within(ROUNDING * me2(p)));
        assertThat(me2(Points.swapped(p, 0, 1))).isCloseTo(me2(p), within(ROUNDING * me2(p)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void theOrderOfTheGluonsIsOfNoImportance(int gluons) {
        double[] p = Points.draw(gluons, 500, random);
        for (int i = 3; i < gluons + 3; i++) {
            for (int j = 3; j < i; j++) {
                assertThat(me2(Points.swapped(p, i, j))).isCloseTo(me2(p), within(ROUNDING * me2(p)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, zg", "2, zgg", "3, zggg", "4, zgggg"})
    void aBatchGivesTheBitsOfSinglePointsInAnyGrouping(int gluons, String process) {
        int points = 150;
        int stride = 4 * (gluons + 3) + 1;
        double[] rows = new double[points * stride];
        for (int i = 0; i < points; i++) {
            double[] p = Points.draw(gluons, 400 + 2 * i, random);
            System.arraycopy(p, 0, rows, i * stride, p.length);
        }
        QqbarToZGluons matrixElement = QqbarToZGluons.of(process);
        double[] values = new double[points];
        matrixElement.evaluator().values(rows, stride, values, 0, points);
        MatrixElement.Evaluator single = matrixElement.evaluator();
        for (int i = 0; i < points; i++) {
            assertThat(values[i]).isEqualTo(single.value(rows, i * stride)).isPositive();
        }
    }

    @Test
    void aPointAllocatesNothing() {
        double[] p = Points.draw(3, 500, random);
        MatrixElement.Evaluator evaluator = QqbarToZGluons.of("zggg").evaluator();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] values = new double[100];
        evaluator.values(p, 0, values, 0, 100);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            evaluator.values(p, 0, values, 0, 100);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
    }

    @Test
    void whatIsNoProcessIsRefused() {
        assertThatThrownBy(() -> QqbarToZGluons.of("zq"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zq");
        assertThatThrownBy(() -> new QqbarToZGluons(6, QuarkFlavour.UP, StandardModel.DEFAULT))
                .hasMessageContaining("got 6");
        assertThatThrownBy(() -> me2(new double[17])).hasMessageContaining("expected 16 numbers, got 17");
        assertThatThrownBy(() -> new StandardModel(91, -0.1, 130, 1e-5)).hasMessageContaining("alpha_s = -0.1");
    }
}
