package rapidity.app.study;

import tools.jackson.databind.node.ObjectNode;

/// How events of a generator differ from true ones: what `evaluation.json` says.
///
/// @param json by process
public record GenerationScore(ObjectNode json) implements Score {}
