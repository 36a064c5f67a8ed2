package rapidity.app.study;

import tools.jackson.databind.node.ObjectNode;

/// How well jets come back from an autoencoder, and how far anomalies are from them: what `evaluation.json` says.
///
/// @param json losses, errors of features, anomalies, correlations of latents
public record AutoencoderScore(ObjectNode json) implements Score {}
