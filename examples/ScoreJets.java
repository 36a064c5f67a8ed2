import java.nio.file.Path;
import java.util.Locale;
import rapidity.jets.Jets;
import rapidity.model.JetTagger;

/// Scores two jets with a trained tagger: no native code, three jars (core, nets, Jackson), any number of threads.
class ScoreJets {
    public static void main(String[] arguments) throws Exception {
        JetTagger tagger = JetTagger.load(Path.of(arguments[0]));
        double[] fourMomenta = { // E, px, py, pz in GeV of all constituents, one jet after another
            50, 30, 40, 0,
            21, 0, 12, 16,
            80, 60, 0, 48,
            300, 180, 240, 0,
            250, 150, 199, 10
        };
        int[] offsets = {0, 3, 5}; // where the constituents of each jet begin, and where the last ends
        float[] scores = tagger.score(Jets.of(fourMomenta, offsets));
        for (int jet = 0; jet < scores.length; jet++) {
            System.out.printf(Locale.ROOT, "jet %d: %s %.3f%n", jet, tagger.classes().getLast(), scores[jet]);
        }
    }
}
