package rapidity.engine.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The libraries of a PyTorch that is installed on this machine, 2.10 or newer: those of the folder in the environment
/// variable or system property `RAPIDITY_TORCH`, else of the Python environment that is active.
///
/// @param folder that holds libtorch_cpu.so
/// @param symbols of all of them
record Libtorch(Path folder, SymbolLookup symbols) {
    private static final String VARIABLE = "RAPIDITY_TORCH";
    private static final Pattern VERSION = Pattern.compile("__version__ = '([^']+)'");

    /// Loads them, for as long as the JVM runs.
    ///
    /// @throws IllegalArgumentException if there are none, or they cannot be loaded, or are too old
    static Libtorch load() {
        return load(found().orElseThrow(() -> new IllegalArgumentException(
                "the engine torch needs PyTorch 2.10 or newer: pip install torch, then set " + VARIABLE
                        + " to the folder of its package, such as .venv/lib/python3.12/site-packages/torch")));
    }

    /// Those of a folder.
    static Libtorch load(Path folder) {
        SymbolLookup symbols = library(folder, "c10").or(library(folder, "torch_cpu"));
        if (hasCuda(folder)) {
            symbols = symbols.or(library(folder, "c10_cuda")).or(library(folder, "torch_cuda"));
        }
        if (symbols.find("torch_call_dispatcher").isEmpty()) {
            throw new IllegalArgumentException(
                    "the libtorch in " + folder + " is older than 2.10, the first that the engine torch can use");
        }
        return new Libtorch(folder, symbols);
    }

    private static SymbolLookup library(Path folder, String name) {
        Path file = folder.resolve(System.mapLibraryName(name));
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot load " + file + ": it, or a library that it needs, is missing", e);
        }
    }

    private static boolean hasCuda(Path folder) {
        return Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
    }

    /// Whether it was built for GPUs of NVIDIA.
    boolean hasCuda() {
        return hasCuda(folder);
    }

    /// Where libtorch is on this machine.
    static Optional<Path> found() {
        Optional<String> named = set(System.getProperty(VARIABLE)).or(() -> set(System.getenv(VARIABLE)));
        if (named.isPresent()) {
            Path folder = Path.of(named.get());
            return Optional.of(within(folder)
                    .orElseThrow(() -> new IllegalArgumentException(VARIABLE + " is " + folder + ", but there is no "
                            + System.mapLibraryName("torch_cpu") + " in it, and none in its folder lib")));
        }
        List<Path> environments = new ArrayList<>();
        for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            Optional.ofNullable(System.getenv(variable)).map(Path::of).ifPresent(environments::add);
        }
        return environments.stream()
                .flatMap(e -> packages(e.resolve("lib")))
                .flatMap(p -> within(p).stream())
                .findFirst();
    }

    private static Optional<String> set(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }

    private static Optional<Path> within(Path folder) {
        return Stream.of(folder, folder.resolve("lib"))
                .filter(f -> Files.exists(f.resolve(System.mapLibraryName("torch_cpu"))))
                .findFirst();
    }

    private static Stream<Path> packages(Path lib) {
        if (!Files.isDirectory(lib)) {
            return Stream.empty();
        }
        try (Stream<Path> pythons = Files.list(lib)) {
            return pythons.map(p -> p.resolve("site-packages/torch")).filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + lib, e);
        }
    }

    /// Its version, such as 2.11.0+cu130, where a Python package says it.
    String version() {
        Path file = folder.resolveSibling("version.py");
        try {
            Matcher m = VERSION.matcher(Files.exists(file) ? Files.readString(file) : "");
            return m.find() ? m.group(1) : "of unknown version";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
