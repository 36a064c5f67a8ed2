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
                AutoencoderConfig {
    /// No network is deeper; a larger number is a mistake.
    int MOST_BLOCKS = 4096;
}
