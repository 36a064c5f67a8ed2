package rapidity.flow;

import rapidity.engine.Tensor;

/// One step of a chart, `y = y(x)` of the four numbers of each particle, with its Jacobian `J = dy/dx`. The published
/// transforms T1 to T7 are
///
/// | T | here |
/// |---|---|
/// | T1 EPPP to PPPM2 | [MassStep] |
/// | T2 EPPP to EPhiPtPz | [CylinderStep] |
/// | T3 EPPP to PtPhiEtaE | [CylinderStep], then [PseudorapidityStep] |
/// | T4 PtPhiEtaE to PtPhiEtaM2 | [MassStep] before T3 |
/// | T5 M2 to LogM2, T6 Pt to LogPt | [LogDistanceStep] |
/// | T7 StandardNormal | [StandardStep] |
///
/// @departs the published code takes the mass from pt and eta (T4 after T3); taking it from the momentum before is the
///     same map and loses less: pt cosh eta of a forward particle is rounded more than |p|
sealed interface Transform permits MassStep, CylinderStep, PseudorapidityStep, LogDistanceStep, StandardStep {
    Columns forward(Columns x);

    Columns inverse(Columns y);

    /// `v_y = J v_x`
    Columns push(Columns x, Columns y, Columns v);

    /// `v_x = J^-1 v_y`
    Columns pull(Columns x, Columns y, Columns v);

    /// `ln |det J|` of each particle, `[events, particles]`.
    Tensor logDeterminant(Columns x, Columns y);
}
