package rapidity.app.report;

import java.util.OptionalDouble;
import rapidity.data.format.DataFormatException;

/// How well predicted amplitudes agree with the exact ones on one part of the data.
///
/// ```
/// mse   = mean of (prediction - truth)^2, standardised ln A
/// Delta = (predicted A - true A) / true A
/// ```
///
/// @param mseError statistical error of `mse`: standard deviation of the squares over the square root of their number
/// @param mseRaw mean squared error of the amplitudes themselves
/// @param within1e3 fraction of events with abs(Delta) < 1e-3; the others alike
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.1
record AmplitudeScore(
        long events,
        double mse,
        OptionalDouble mseError,
        OptionalDouble mseRaw,
        OptionalDouble within1e3,
        OptionalDouble within1e2,
        OptionalDouble within1e1) {
    static AmplitudeScore of(Fields fields) throws DataFormatException {
        return new AmplitudeScore(
                fields.count("events"),
                fields.number("mse"),
                fields.optionalNumber("mse-error"),
                fields.optionalNumber("mse-raw"),
                fields.optionalNumber("within-1e-3"),
                fields.optionalNumber("within-1e-2"),
                fields.optionalNumber("within-1e-1"));
    }
}
