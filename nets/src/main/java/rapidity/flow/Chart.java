package rapidity.flow;

import java.util.List;

/// A coordinate system of particles. Its steps are applied from left to right; the azimuth, where there is one, is
/// component 1.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.3; lorentz-gatr, `coordinates.py`
public enum Chart {
    FOURMOMENTA("E, px, py, pz", Order.ENERGY_FIRST),
    PPPM2("px, py, pz, m2", Order.AS_IT_IS, Step.MASS),
    E_PHI_PT_PZ("E, phi, pt, pz", Order.ENERGY_AND_AZIMUTH_FIRST, Step.CYLINDER),
    PT_PHI_ETA_E("pt, phi, eta, E", Order.AS_IT_IS, Step.CYLINDER, Step.PSEUDORAPIDITY),
    PT_PHI_ETA_M2("pt, phi, eta, m2", Order.AS_IT_IS, Step.MASS, Step.CYLINDER, Step.PSEUDORAPIDITY),
    PPP_LOG_M2("px, py, pz, log m2", Order.AS_IT_IS, Step.MASS, Step.LOG_MASS),
    STANDARD_PPP_LOG_M2("px, py, pz, log m2", Order.AS_IT_IS, Step.MASS, Step.LOG_MASS, Step.STANDARDISE),
    LOG_PT_PHI_ETA_E("log pt, phi, eta, E", Order.AS_IT_IS, Step.CYLINDER, Step.PSEUDORAPIDITY, Step.LOG_PT),
    PT_PHI_ETA_LOG_M2(
            "pt, phi, eta, log m2", Order.AS_IT_IS, Step.MASS, Step.CYLINDER, Step.PSEUDORAPIDITY, Step.LOG_MASS),
    LOG_PT_PHI_ETA_M2(
            "log pt, phi, eta, m2", Order.AS_IT_IS, Step.MASS, Step.CYLINDER, Step.PSEUDORAPIDITY, Step.LOG_PT),
    LOG_PT_PHI_ETA_LOG_M2(
            "log pt, phi, eta, log m2",
            Order.AS_IT_IS,
            Step.MASS,
            Step.CYLINDER,
            Step.PSEUDORAPIDITY,
            Step.LOG_PT,
            Step.LOG_MASS),
    /// That of the paper.
    STANDARD_LOG_PT_PHI_ETA_LOG_M2(
            "log pt, phi, eta, log m2",
            Order.AS_IT_IS,
            Step.MASS,
            Step.CYLINDER,
            Step.PSEUDORAPIDITY,
            Step.LOG_PT,
            Step.LOG_MASS,
            Step.STANDARDISE);

    /// Numbers of a particle, momenta or coordinates.
    public static final int COMPONENTS = 4;

    private final List<String> components;
    private final Order order;
    private final List<Step> steps;

    Chart(String components, Order order, Step... steps) {
        this.components = List.of(components.split(", ", -1));
        this.order = order;
        this.steps = List.of(steps);
    }

    /// What changes from one chart to the next, see [Transform].
    enum Step {
        MASS,
        CYLINDER,
        PSEUDORAPIDITY,
        LOG_PT,
        LOG_MASS,
        STANDARDISE
    }

    /// The column of [Columns] in which each component stands.
    enum Order {
        AS_IT_IS(0, 1, 2, 3),
        ENERGY_FIRST(3, 0, 1, 2),
        ENERGY_AND_AZIMUTH_FIRST(3, 1, 0, 2);

        private final int[] columns;

        Order(int... columns) {
            this.columns = columns;
        }

        int column(int component) {
            return columns[component];
        }

        /// The inverse of [#column].
        int component(int column) {
            int k = 0;
            while (columns[k] != column) {
                k++;
            }
            return k;
        }
    }

    /// Names of the four components.
    public List<String> components() {
        return components;
    }

    Order order() {
        return order;
    }

    List<Step> steps() {
        return steps;
    }

    /// The component that is an angle, 1 or, if there is none, -1.
    public int periodic() {
        return steps.contains(Step.CYLINDER) ? 1 : -1;
    }

    /// Whether component 3 is a mass squared or its logarithm, so that particles need `m^2 > 0`.
    public boolean hasMass() {
        return steps.contains(Step.MASS);
    }

    /// Whether it has a mean and a deviation of each component, to be fitted to events.
    public boolean isStandardised() {
        return steps.contains(Step.STANDARDISE);
    }
}
