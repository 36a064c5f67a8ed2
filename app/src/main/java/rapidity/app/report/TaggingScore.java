package rapidity.app.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import rapidity.data.format.DataFormatException;

/// How well jets are told apart on one part of the data: accuracy, AUC, rejections 1/eps_B, cross-entropy.
///
/// @param values by their names in the file, as far as they are finite
/// @param errors statistical, by the same names
record TaggingScore(long jets, Map<String, Double> values, Map<String, Double> errors) {
    static final String AUC = "auc";
    static final String ACCURACY = "accuracy";
    static final String CROSS_ENTROPY = "cross-entropy";

    /// The beginning of the names of rejections.
    static final String REJECTION = "rejection-";

    private static final String ERROR = "-error";

    static TaggingScore of(Fields fields) throws DataFormatException {
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, Double> errors = new LinkedHashMap<>();
        for (String name : fields.all().keySet()) {
            OptionalDouble value = fields.optionalNumber(name);
            boolean error = name.endsWith(ERROR);
            String of = error ? name.substring(0, name.length() - ERROR.length()) : name;
            value.ifPresent(v -> (error ? errors : values).put(of, v));
        }
        fields.number(AUC);
        return new TaggingScore(fields.count("jets"), values, errors);
    }

    OptionalDouble value(String name) {
        return of(values, name);
    }

    OptionalDouble error(String name) {
        return of(errors, name);
    }

    private static OptionalDouble of(Map<String, Double> all, String name) {
        Double value = all.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
