package rapidity.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.JsonNode;

/// The Python class that a network is, and the arguments of its constructor.
///
/// @param type name of the class, such as `LGATr`
/// @param packageName with version, such as `lgatr 2.0.0`
/// @param arguments under their Python names
public record PythonOrigin(
        @JsonProperty("class") String type,
        @JsonProperty("package") String packageName,
        JsonNode arguments) {}
