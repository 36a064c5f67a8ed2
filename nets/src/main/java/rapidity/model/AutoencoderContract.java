package rapidity.model;

import java.util.List;

/// What an autoencoder's model file says besides the network: what goes in, and what happens to it on the way in and
/// out.
record AutoencoderContract(Input input, AutoencoderPreprocessing preprocessing) {
    /// @throws IllegalArgumentException if the input is not that of every autoencoder
    AutoencoderContract {
        if (!input.equals(Input.JETS)) {
            throw new IllegalArgumentException("input " + input + ", where autoencoders take " + Input.JETS);
        }
    }

    static AutoencoderContract of(AutoencoderPreprocessing preprocessing) {
        return new AutoencoderContract(Input.JETS, preprocessing);
    }

    /// What an autoencoder wants of a jet.
    ///
    /// @param momentum components of a particle's four-momentum, in this order
    /// @param order in which particles stand: of the aggregation `mix` and of the transformer it is part of the input
    record Input(List<String> momentum, String unit, String order, int leastConstituents) {
        static final Input JETS = new Input(List.of("E", "px", "py", "pz"), "GeV", "as in training", 1);

        Input {
            momentum = List.copyOf(momentum);
        }
    }
}
