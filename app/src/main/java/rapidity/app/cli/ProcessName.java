package rapidity.app.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import rapidity.matrixelement.QqbarToZGluons;
import rapidity.model.Spelling;

/// The name of a process on the command line.
final class ProcessName {
    private ProcessName() {}

    /// Number of gluons of the process of that name.
    ///
    /// @param fewest the least number of gluons that the command takes
    /// @throws ParameterException with the nearest name if there is no such process
    static int gluons(String process, int fewest, CommandLine command) {
        List<String> names = QqbarToZGluons.PROCESSES.subList(fewest, QqbarToZGluons.PROCESSES.size());
        if (!names.contains(process)) {
            String nearest = Spelling.nearest(process, names)
                    .map(name -> " Did you mean " + name + "?")
                    .orElse("");
            throw new ParameterException(
                    command,
                    "There is no process '" + process + "' here; there are " + String.join(", ", names) + "."
                            + nearest);
        }
        return QqbarToZGluons.PROCESSES.indexOf(process);
    }
}
