package rapidity.flow;

import java.util.Optional;
import rapidity.kinematics.FourVector;

/// The momenta that have coordinates, divided by the units, and the coordinates that momenta have.
record ChartDomain(CoordinatesConfig config) {
    /// Largest `|pz| / pt`.
    private static final double STEEPEST = Math.sinh(PseudorapidityStep.LARGEST);

    /// Why momenta have no coordinates.
    private enum Fault {
        NOT_FINITE,
        ALONG_THE_BEAM,
        BELOW_THE_CUT,
        FORWARD,
        MASSLESS
    }

    /// @throws IllegalArgumentException with the first event and particle without coordinates
    void require(double[] momenta) {
        for (int event = 0; event < EventRows.count(momenta, config.particles()); event++) {
            int particle = firstWithout(momenta, event);
            if (particle < config.particles()) {
                throw new IllegalArgumentException("event " + event + ", " + sentence(momenta, event, particle));
            }
        }
    }

    /// The first particle of an event without coordinates, or their number.
    int firstWithout(double[] momenta, int event) {
        int i = 0;
        while (i < config.particles() && fault(momenta, event, i).isEmpty()) {
            i++;
        }
        return i;
    }

    private Optional<Fault> fault(double[] momenta, int event, int particle) {
        int at = Chart.COMPONENTS * (event * config.particles() + particle);
        double pt2 = momenta[at + 1] * momenta[at + 1] + momenta[at + 2] * momenta[at + 2];
        double pt = Math.sqrt(pt2);
        double length = Math.sqrt(pt2 + momenta[at + 3] * momenta[at + 3]);
        if (!Double.isFinite(momenta[at] + length)) {
            return Optional.of(Fault.NOT_FINITE);
        }
        if (config.chart().periodic() >= 0 && pt == 0) {
            return Optional.of(Fault.ALONG_THE_BEAM);
        }
        if (has(Chart.Step.LOG_PT) && !(pt > config.ptMin().get(particle) / config.units())) {
            return Optional.of(Fault.BELOW_THE_CUT);
        }
        if (has(Chart.Step.PSEUDORAPIDITY) && !(Math.abs(momenta[at + 3]) < STEEPEST * pt)) {
            return Optional.of(Fault.FORWARD);
        }
        return config.chart().hasMass() && !(momenta[at] > length) ? Optional.of(Fault.MASSLESS) : Optional.empty();
    }

    private String sentence(double[] momenta, int event, int particle) {
        int at = Chart.COMPONENTS * (event * config.particles() + particle);
        FourVector p =
                new FourVector(momenta[at], momenta[at + 1], momenta[at + 2], momenta[at + 3]).times(config.units());
        String why = switch (fault(momenta, event, particle).orElseThrow()) {
            case NOT_FINITE -> "a component is not finite";
            case ALONG_THE_BEAM -> "pt is zero, so there is no azimuth";
            case BELOW_THE_CUT ->
                "pt = " + p.pt() + " GeV is not above the cut, "
                        + config.ptMin().get(particle) + " GeV";
            case FORWARD -> "eta = " + p.eta() + " is not inside +-" + PseudorapidityStep.LARGEST;
            case MASSLESS -> "the chart " + config.chart() + " needs m^2 > 0, this is " + p.mass2() + " GeV^2";
        };
        return "particle " + particle + ", (E, px, py, pz) = (" + p.e() + ", " + p.px() + ", " + p.py() + ", " + p.pz()
                + ") GeV: " + why;
    }

    /// The coordinates that momenta have.
    Interval image(int particle, int component) {
        Interval raw = image(component);
        CoordinateMoments m = config.moments();
        return config.chart().isStandardised()
                ? raw.standardised(m.mean(particle, component), m.deviation(particle, component))
                : raw;
    }

    private Interval image(int component) {
        if (component == 0 && has(Chart.Step.LOG_PT) || component == 3 && has(Chart.Step.LOG_MASS)) {
            return new Interval(LogDistanceStep.LEAST, LogDistanceStep.LARGEST);
        }
        if (component == 2 && has(Chart.Step.PSEUDORAPIDITY)) {
            return new Interval(-PseudorapidityStep.LARGEST, PseudorapidityStep.LARGEST);
        }
        return Interval.ALL;
    }

    /// Whether a component is m^2 itself.
    boolean isMass2(int component) {
        return component == 3 && has(Chart.Step.MASS) && !has(Chart.Step.LOG_MASS);
    }

    private boolean has(Chart.Step step) {
        return config.chart().steps().contains(step);
    }

    /// The coordinate of the mass of a particle on its shell.
    double shell(int particle) {
        double x = isMass2(3) ? mass2(particle) : Math.log(mass2(particle) + LogDistanceStep.EPS1);
        CoordinateMoments m = config.moments();
        return config.chart().isStandardised() ? (x - m.mean(particle, 3)) / m.deviation(particle, 3) : x;
    }

    /// `ln` of its derivative by m^2.
    double logMassDerivative(int particle) {
        double log = isMass2(3) ? 0 : -Math.log(mass2(particle) + LogDistanceStep.EPS1);
        return config.chart().isStandardised() ? log - Math.log(config.moments().deviation(particle, 3)) : log;
    }

    private double mass2(int particle) {
        double mass = config.onShell().stream()
                        .filter(s -> s.particle() == particle)
                        .mapToDouble(OnShell::mass)
                        .findFirst()
                        .orElseThrow()
                / config.units();
        return mass * mass;
    }
}
