package rapidity.model;

import java.util.List;

/// What a tagger's model file says besides the network: what goes in, what happens to it, what comes out.
record TaggerContract(Input input, TaggingPreprocessing embedding, Output output) {
    /// @throws IllegalArgumentException if the input is not that of the embedding, or the meaning of the output not
    ///     that of the number of classes
    TaggerContract {
        if (!input.equals(Input.of(embedding))) {
            throw new IllegalArgumentException("input " + input + ", where the embedding takes " + Input.of(embedding));
        }
        if (!output.equals(Output.of(output.classes))) {
            throw new IllegalArgumentException(output.meaning + " with " + output.classes.size() + " classes");
        }
    }

    static TaggerContract of(TaggingPreprocessing embedding, List<String> classes) {
        return new TaggerContract(Input.of(embedding), embedding, Output.of(classes));
    }

    /// What a tagger wants of a jet.
    ///
    /// @param momentum components of a constituent's four-momentum, in this order
    /// @param order in which constituents stand
    /// @param features further numbers of each constituent
    record Input(List<String> momentum, String unit, String order, int leastConstituents, List<String> features) {
        Input {
            momentum = List.copyOf(momentum);
            features = List.copyOf(features);
        }

        static Input of(TaggingPreprocessing embedding) {
            return new Input(
                    List.of("E", "px", "py", "pz"),
                    "GeV",
                    "any",
                    1,
                    embedding.features().stream().map(InputFeature::name).toList());
        }
    }

    /// What the numbers are that the network gives.
    ///
    /// @param classes their names; a label is an index into them
    record Output(Meaning meaning, List<String> classes) {
        Output {
            classes = List.copyOf(classes);
        }

        static Output of(List<String> classes) {
            return new Output(
                    JetTagger.outputs(classes) == 1 ? Meaning.LOGIT_OF_LAST_CLASS : Meaning.LOGITS_OF_CLASSES, classes);
        }
    }

    /// From logits z to probabilities.
    enum Meaning {
        /// One number: the last of two classes has the probability 1 / (1 + e^-z).
        LOGIT_OF_LAST_CLASS,
        /// One number for each class: the probabilities are e^z / sum e^z.
        LOGITS_OF_CLASSES
    }
}
