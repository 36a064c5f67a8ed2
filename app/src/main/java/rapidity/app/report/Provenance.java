package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.data.format.DataFormatException;

/// A run's provenance.json: what is needed to make the run again, as text to show.
///
/// @param facts command, commit, versions, machine, times; in the file's order
record Provenance(Map<String, String> facts, Map<String, String> seeds, List<DataFile> data) {
    /// A file that was read.
    ///
    /// @param size how much is in it, with its unit
    record DataFile(String file, Optional<String> sha256, Optional<String> size) {}

    /// Reads the file.
    ///
    /// @return nothing if there is no such file
    static Optional<Provenance> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(of(Fields.read(file))) : Optional.empty();
    }

    private static Provenance of(Fields fields) throws DataFormatException {
        Map<String, String> facts = new LinkedHashMap<>(fields.all());
        facts.remove("seeds");
        facts.remove("data");
        List<DataFile> data = new ArrayList<>();
        for (Fields file : fields.objects("data")) {
            data.add(new DataFile(file.text("file"), file.optionalText("sha256"), size(file)));
        }
        Map<String, String> seeds =
                fields.optionalObject("seeds").map(Fields::all).orElse(Map.of());
        return new Provenance(facts, seeds, List.copyOf(data));
    }

    private static Optional<String> size(Fields file) throws DataFormatException {
        for (String unit : new String[] {"rows", "bytes"}) {
            if (file.has(unit)) {
                return Optional.of(Quantity.count(file.count(unit)) + " " + unit);
            }
        }
        return Optional.empty();
    }
}
