package rapidity.model;

import java.util.List;

/// What an event generator's model file says besides the network: what comes out, and what is between.
record GeneratorContract(Output output, GeneratorPreprocessing preprocessing) {
    /// @throws IllegalArgumentException if the output is not that of every generator
    GeneratorContract {
        if (!output.equals(Output.EVENTS)) {
            throw new IllegalArgumentException("output " + output + ", where generators give " + Output.EVENTS);
        }
    }

    static GeneratorContract of(GeneratorPreprocessing preprocessing) {
        return new GeneratorContract(Output.EVENTS, preprocessing);
    }

    /// What events are.
    ///
    /// @param momentum components of a particle's four-momentum, in this order
    /// @param particles their order
    record Output(List<String> momentum, String unit, String particles) {
        static final Output EVENTS = new Output(List.of("E", "px", "py", "pz"), "GeV", "as in training");

        Output {
            momentum = List.copyOf(momentum);
        }
    }
}
