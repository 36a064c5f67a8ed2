package rapidity.flow;

import java.util.Optional;
import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;

/// The momenta that have coordinates, divided by the units.
record ChartDomain(CoordinatesConfig config) {
    /// @throws IllegalArgumentException with the first event and particle without coordinates
    void require(double[] momenta) {
        int particles = config.particles();
        int events = EventRows.count(momenta, particles);
        double[] ptMin = config.ptMinInUnits();
        for (int event = 0; event < events; event++) {
            for (int i = 0; i < particles; i++) {
                int at = Chart.COMPONENTS * (event * particles + i);
                FourVector p = new FourVector(momenta[at], momenta[at + 1], momenta[at + 2], momenta[at + 3]);
                Optional<String> fault = fault(p, ptMin[i]);
                if (fault.isPresent()) {
                    FourVector gev = p.times(config.units());
                    throw new IllegalArgumentException("event " + event + ", particle " + i + ", (E, px, py, pz) = ("
                            + gev.e() + ", " + gev.px() + ", " + gev.py() + ", " + gev.pz() + ") GeV: "
                            + fault.get());
                }
            }
        }
    }

    private Optional<String> fault(FourVector p, double ptMin) {
        if (!Double.isFinite(p.e()) || !Double.isFinite(p.p())) {
            return Optional.of("a component is not finite");
        }
        Chart chart = config.chart();
        double pt = p.pt();
        if (chart.periodic() >= 0 && pt == 0) {
            return Optional.of("no azimuth, pt is zero");
        }
        if (has(Chart.Step.LOG_PT) && !(pt > ptMin)) {
            return Optional.of(
                    "pt = " + pt * config.units() + " GeV is not above the cut, " + ptMin * config.units() + " GeV");
        }
        if (has(Chart.Step.PSEUDORAPIDITY)
                && Math.abs(Angles.pseudorapidity(pt, p.pz())) >= PseudorapidityStep.LARGEST) {
            return Optional.of("eta = " + Angles.pseudorapidity(pt, p.pz()) + " is outside of +-10");
        }
        if (chart.hasMass() && !(p.e() > p.p())) {
            return Optional.of("the chart " + chart + " needs m^2 > 0, this is massless or spacelike");
        }
        return Optional.empty();
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
        double mass = config.onShell().stream()
                        .filter(s -> s.particle() == particle)
                        .mapToDouble(OnShell::mass)
                        .findFirst()
                        .orElseThrow()
                / config.units();
        double x = isMass2(3) ? mass * mass : Math.log(mass * mass + LogDistanceStep.EPS1);
        CoordinateMoments m = config.moments();
        return config.chart().isStandardised() ? (x - m.mean(particle, 3)) / m.deviation(particle, 3) : x;
    }
}
