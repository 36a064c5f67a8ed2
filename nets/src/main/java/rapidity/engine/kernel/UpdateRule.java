package rapidity.engine.kernel;

/// One step of an optimiser, with all its numbers.
public sealed interface UpdateRule permits AdamRule, LionRule {
    /// The same step for weights that do not decay.
    UpdateRule withoutDecay();
}
