import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.engine.Workers;
import rapidity.model.Provenance;
import rapidity.model.Safetensors.Stored;
import rapidity.model.python.ForwardCase;
import rapidity.model.python.PythonForward;
import rapidity.model.python.PythonImport;
import rapidity.model.python.PythonNetwork;

/// Loads a network that was trained with the Python package lgatr, compares its answers with those that Python gave,
/// and saves it as a model.
class LoadCheckpoint {
    public static void main(String[] arguments) throws Exception {
        Path checkpoint = Path.of(arguments[0]); // from torch.save, or safetensors; nothing in it is executed
        Path description = Path.of(arguments[1]); // class, version of lgatr and arguments of the constructor, as JSON

        PythonNetwork python = PythonNetwork.read(description);
        PythonImport loaded = PythonImport.read(checkpoint, python, Optional.empty());
        System.out.println(python.origin().type() + " of " + python.origin().packageName() + ", "
                + loaded.net().weights().size() + " weights, " + loaded.net().weights().engine().precision());

        // The same file may hold inputs, by the names of the arguments of `forward`, and what Python made of them.
        ForwardCase known = ForwardCase.read(description);
        try (Workers workers = new Workers(2)) {
            Map<String, Stored> answers = PythonForward.run(loaded.net(), python, known.inputs(), workers);
            known.outputs().forEach((name, expected) -> {
                double deviation = largestDifference(answers.get(name).values(), expected.values());
                System.out.println(name + " " + expected.shape() + ": "
                        + (deviation < 1e-12 ? "as in Python" : "differ from Python by up to " + deviation));
            });
        }
        loaded.net().save(Path.of(arguments[2]), Provenance.now("LoadCheckpoint", "", 0, List.of(), "none"));
    }

    private static double largestDifference(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < b.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
