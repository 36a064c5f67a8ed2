package rapidity.app.study;

import tools.jackson.databind.node.ObjectNode;

/// The metrics of a network on some data.
public sealed interface Score permits AmplitudeScore, TaggingScore, AutoencoderScore, GenerationScore {
    /// Under the names of `evaluation.json`.
    ObjectNode json();
}
