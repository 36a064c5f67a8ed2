package rapidity.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rapidity.flow.Chart;
import rapidity.flow.EventDistribution;
import rapidity.model.EventGenerator;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;

/// Coordinates of events of several processes, as rows of one list: those of the first process, then those of the
/// second.
///
/// @param particles of an event of each process
/// @param coordinates of each process, `[events, particles, 4]`
record JointEvents(List<Integer> particles, List<double[]> coordinates) {
    /// @param events of each process of the model, `[events, particles, 4]` in GeV
    /// @throws IllegalArgumentException if the processes are more or fewer, or with the first event that does not pass
    ///     the cuts or has no coordinates
    static JointEvents of(EventGenerator model, List<double[]> events) {
        List<EventDistribution> processes = model.distributions();
        if (events.size() != processes.size()) {
            throw new IllegalArgumentException(
                    events.size() + " sets of events for the processes of " + model.multiplicities() + " particles");
        }
        return new JointEvents(
                model.multiplicities(),
                IntStream.range(0, events.size())
                        .mapToObj(i -> coordinates(processes.get(i), events.get(i)))
                        .toList());
    }

    private static double[] coordinates(EventDistribution d, double[] events) {
        return d.coordinates().fromMomenta(d.process().inUnits(events));
    }

    int processes() {
        return particles.size();
    }

    /// Numbers of an event.
    int width(int process) {
        return Chart.COMPONENTS * particles.get(process);
    }

    private int first(int process) {
        return IntStream.range(0, process)
                .map(p -> coordinates.get(p).length / width(p))
                .sum();
    }

    /// The rows of a process.
    int[] rows(int process) {
        return IntStream.range(first(process), first(process + 1)).toArray();
    }

    /// Those of some rows that are of a process.
    int[] rows(int process, int... among) {
        int first = first(process);
        int end = first(process + 1);
        return IntStream.of(among).filter(e -> e >= first && e < end).toArray();
    }

    /// The coordinates of rows of a process.
    double[] coordinates(int process, int... rows) {
        int first = first(process);
        int width = width(process);
        double[] r = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(coordinates.get(process), (rows[i] - first) * width, r, i * width, width);
        }
        return r;
    }

    /// The coordinates of rows, by process.
    Map<String, Safetensors.Stored> stored(int... rows) {
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        for (int process = 0; process < processes(); process++) {
            int[] own = rows(process, rows);
            int n = particles.get(process);
            double[] x = coordinates(process, own);
            r.put("coordinates." + n, Safetensors.Stored.of(StoredType.F64, x, own.length, n, Chart.COMPONENTS));
        }
        return r;
    }
}
