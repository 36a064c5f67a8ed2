package rapidity.flow;

/// Where a flow starts from: independent random numbers as the coordinates of each particle. The names are those of the
/// published code, whose types 1 to 4 they are.
public enum SourceKind {
    /// px, py, pz standard normal, m^2 the absolute value of such a number.
    NAIVE_PPPM2(Chart.PPPM2),
    /// px, py, pz and `ln(m^2 + 1e-5)` standard normal. That of the paper.
    NAIVE_PPP_LOG_M2(Chart.PPP_LOG_M2),
    /// px, py, pz and log m^2 with mean and deviation of the data.
    STANDARD_PPP_LOG_M2(Chart.STANDARD_PPP_LOG_M2),
    /// log pt, eta and log m^2 with mean and deviation of the data, phi uniform.
    STANDARD_LOG_PT_PHI_ETA_LOG_M2(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);

    private final Chart chart;

    SourceKind(Chart chart) {
        this.chart = chart;
    }

    /// The chart in which the coordinates are independent.
    public Chart chart() {
        return chart;
    }
}
