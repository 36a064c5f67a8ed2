package rapidity.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.kinematics.Angles;
import rapidity.random.RandomStreams;

/// Coordinates x of events, and their Jacobian `J = dx/dp` with respect to the momenta p = (E, px, py, pz), which are
/// divided by [CoordinatesConfig#units]. Both are `[events, particles, 4]`.
///
/// Methods of tensors work on the tape of their arguments, which is to be of float64; the tape differentiates them.
/// Methods of arrays do the same without a tape, in blocks of events: the memory for what lies between is bounded.
///
/// Every x, however far out, has momenta inside phase space: `pt > ptMin` in charts of log pt and `m^2 > 0` in charts
/// of log m2, also in floating point. Momenta that [#require] accepts come back from their coordinates to 1e-10. The
/// other way round that holds inside the image of phase space only: see [LogDistanceStep], [PseudorapidityStep] and
/// [MassStep] for its bounds, beyond which Jacobians are those of the smooth formulas.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.3
/// @departs determinants of the published code have 1e-10 added; here they are those of the maps
public final class Coordinates {
    /// Particles that are transformed at once: their columns stay in the second cache.
    private static final int BLOCK = 4096;

    /// Those of charts. The scalar kernels: results do not depend on what else is on the class path.
    static final Weights NONE = Params.of(new RandomStreams(0)).weights(Engine.scalar(Precision.FLOAT64));

    private final CoordinatesConfig config;
    private final ChartDomain domain;
    private final List<Transform> steps;

    private Coordinates(CoordinatesConfig config) {
        this.config = config;
        this.domain = new ChartDomain(config);
        this.steps = config.chart().steps().stream().map(this::transform).toList();
    }

    /// @throws IllegalArgumentException if the chart is standardised and not fitted
    public static Coordinates of(CoordinatesConfig c) {
        if (c.chart().isStandardised() && c.moments().particles() == 0) {
            throw new IllegalArgumentException(
                    "the chart " + c.chart() + " is not fitted: see CoordinatesConfig.fitted");
        }
        return new Coordinates(c);
    }

    private Transform transform(Chart.Step step) {
        return switch (step) {
            case MASS -> new MassStep();
            case CYLINDER -> new CylinderStep();
            case PSEUDORAPIDITY -> new PseudorapidityStep();
            case LOG_PT -> new LogDistanceStep(0, config.ptMinInUnits());
            case LOG_MASS -> new LogDistanceStep(3, new double[config.particles()]);
            case STANDARDISE -> new StandardStep(config.moments());
        };
    }

    public CoordinatesConfig config() {
        return config;
    }

    public int particles() {
        return config.particles();
    }

    /// Which momenta and coordinates correspond to each other.
    ChartDomain domain() {
        return domain;
    }

    // tensors

    public Tensor fromMomenta(Tensor p) {
        return forward(p).getLast().toRows(config.chart().order());
    }

    public Tensor toMomenta(Tensor x) {
        return backward(x).getFirst().toRows(Chart.Order.ENERGY_FIRST);
    }

    /// The velocity of the coordinates, `v_x = J v_p`.
    ///
    /// @param velocity of the momenta p
    public Tensor pushForward(Tensor p, Tensor velocity) {
        return pushed(forward(p), velocity);
    }

    private Tensor pushed(List<Columns> at, Tensor velocity) {
        Columns v = Columns.of(velocity, Chart.Order.ENERGY_FIRST);
        for (int i = 0; i < steps.size(); i++) {
            v = steps.get(i).push(at.get(i), at.get(i + 1), v);
        }
        return v.toRows(config.chart().order());
    }

    /// `J` of each particle, `[events, particles, 4, 4]`: one row for each coordinate.
    private Tensor jacobian(Tensor p) {
        List<Columns> at = forward(p);
        List<Tensor> columns = new ArrayList<>();
        for (int k = 0; k < Chart.COMPONENTS; k++) {
            Tensor one = p.tape().constant(1, p.shape().with(2, 1)).pad(2, k, Chart.COMPONENTS);
            columns.add(pushed(at, one).reshape(-1, particles(), Chart.COMPONENTS, 1));
        }
        return Tensor.concatenate(3, columns);
    }

    /// The velocity of the momenta, `v_p = J^-1 v_x`.
    ///
    /// @param velocity of the coordinates x
    public Tensor pullBack(Tensor x, Tensor velocity) {
        List<Columns> at = backward(x);
        Columns v = Columns.of(velocity, config.chart().order());
        for (int i = steps.size() - 1; i >= 0; i--) {
            v = steps.get(i).pull(at.get(i), at.get(i + 1), v);
        }
        return v.toRows(Chart.Order.ENERGY_FIRST);
    }

    /// `ln |det J|` of each event, `[events]`.
    public Tensor logDeterminant(Tensor p) {
        List<Columns> at = forward(p);
        Tensor sum = p.tape().constant(0, Shape.of(p.shape().axis(0), particles()));
        for (int i = 0; i < steps.size(); i++) {
            sum = sum.plus(steps.get(i).logDeterminant(at.get(i), at.get(i + 1)));
        }
        return sum.sum(1);
    }

    /// Where the particles are before, between and after the steps.
    private List<Columns> forward(Tensor p) {
        List<Columns> r = new ArrayList<>();
        r.add(Columns.of(checked(p), Chart.Order.ENERGY_FIRST));
        steps.forEach(s -> r.add(s.forward(r.getLast())));
        return r;
    }

    /// The same, from the coordinates.
    private List<Columns> backward(Tensor x) {
        List<Columns> r = new ArrayList<>();
        r.add(Columns.of(checked(x), config.chart().order()));
        steps.reversed().forEach(s -> r.add(s.inverse(r.getLast())));
        return r.reversed();
    }

    private Tensor checked(Tensor x) {
        Shape s = x.shape();
        if (s.rank() != 3 || s.axis(1) != particles() || s.axis(2) != Chart.COMPONENTS) {
            throw new IllegalArgumentException("expected [events, " + particles() + ", 4], got " + s);
        }
        return x;
    }

    // arrays

    /// Refuses momenta without coordinates: with a component that is not finite, transverse momentum zero or below the
    /// least one, a mass squared that is not positive, or abs(eta) >= 10, where the chart needs these.
    ///
    /// @throws IllegalArgumentException with the first such event and particle
    public void require(double[] p) {
        domain.require(p);
    }

    /// The same three-momenta, with the energies of particles on their shell.
    public double[] onShell(double[] p) {
        return OnShell.energies(config.onShell(), p, particles(), config.units());
    }

    /// Whether [#require] accepts an event. In files of float32 a few light particles in ten thousand events have lost
    /// their mass to rounding: who leaves their events out says how many.
    public boolean accepts(double[] p, int event) {
        return domain.firstWithout(p, event) == particles();
    }

    /// @throws IllegalArgumentException see [#require]
    public double[] fromMomenta(double[] p) {
        require(p);
        return ofAny(p);
    }

    /// Of any momenta: those outside of phase space get the coordinates that the formulas give.
    double[] ofAny(double[] p) {
        return inBlocks(t -> fromMomenta(t.getFirst()), width(), p);
    }

    public double[] toMomenta(double[] x) {
        return inBlocks(t -> toMomenta(t.getFirst()), width(), x);
    }

    /// See [#pushForward(Tensor, Tensor)].
    public double[] pushForward(double[] p, double[] velocity) {
        return inBlocks(t -> pushForward(t.getFirst(), t.getLast()), width(), p, velocity);
    }

    /// `J` of each particle, `[events, particles, 4, 4]`: one row for each coordinate.
    public double[] jacobian(double[] p) {
        return inBlocks(t -> jacobian(t.getFirst()), Chart.COMPONENTS * width(), p);
    }

    /// See [#pullBack(Tensor, Tensor)].
    public double[] pullBack(double[] x, double[] velocity) {
        return inBlocks(t -> pullBack(t.getFirst(), t.getLast()), width(), x, velocity);
    }

    /// See [#logDeterminant(Tensor)].
    public double[] logDeterminant(double[] p) {
        return inBlocks(t -> logDeterminant(t.getFirst()), 1, p);
    }

    /// `a - b`, of angles the one in [-pi, pi).
    public double[] difference(double[] a, double[] b) {
        double[] r = a.clone();
        Arrays.setAll(r, i -> a[i] - b[i]);
        return wrapped(r);
    }

    /// `x + step`, of angles the one in [-pi, pi).
    public double[] sum(double[] x, double[] step) {
        double[] r = x.clone();
        Arrays.setAll(r, i -> x[i] + step[i]);
        return wrapped(r);
    }

    private double[] wrapped(double[] own) {
        int angle = config.chart().periodic();
        for (int i = angle; angle >= 0 && i < own.length; i += Chart.COMPONENTS) {
            own[i] = Angles.wrap(own[i]);
        }
        return own;
    }

    private int width() {
        return Chart.COMPONENTS * particles();
    }

    private double[] inBlocks(Function<List<Tensor>, Tensor> f, int perEvent, double[]... rows) {
        int events = EventRows.count(rows[0], particles());
        int block = Math.max(1, BLOCK / particles());
        double[] r = new double[Math.multiplyExact(events, perEvent)];
        Tape tape = Tape.forward(NONE);
        for (int from = 0; from < events; from += block) {
            int n = Math.min(block, events - from);
            int at = from * width();
            double[] values = f.apply(Arrays.stream(rows)
                            .map(x -> Arrays.copyOfRange(x, at, at + n * width()))
                            .map(x -> tape.tensor(x, n, particles(), Chart.COMPONENTS))
                            .toList())
                    .toArray();
            System.arraycopy(values, 0, r, from * perEvent, values.length);
            tape.reset();
        }
        return r;
    }
}
