package rapidity.net;

/// The complete description of a network: all its hyper-parameters and nothing else. The permitted records are the
/// networks that exist.
public sealed interface NetConfig
        permits LgatrConfig,
                ConditionalLgatrConfig,
                GapConfig,
                LgatrSlimConfig,
                ConditionalLgatrSlimConfig,
                TransformerConfig,
                MlpConfig,
                LorentzNetConfig,
                PfnConfig,
                CgennConfig,
                DsiConfig,
                AutoencoderConfig {
    /// No network is deeper; a larger number is a mistake.
    int MOST_BLOCKS = 4096;

    /// Whether the network, while it is trained, depends on what the examples of a batch have in common.
    default boolean hasBatchStatistics() {
        return false;
    }
}
