package rapidity.net;

import rapidity.engine.VectorChannels;

/// Hyper-parameters of [ConditionalLgatrSlim].
///
/// @param net all but the condition
/// @param condition what each token of the condition carries
public record ConditionalLgatrSlimConfig(LgatrSlimConfig net, VectorChannels condition) implements NetConfig {}
