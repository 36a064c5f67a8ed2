import java.nio.file.Path;
import java.util.Locale;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.TopTagging;
import rapidity.data.dataset.TopTagging.Part;
import rapidity.jets.Jets;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;

/// Boosts a jet along the beam and to its own rest frame, and looks at what changes and what does not.
class BoostAJet {
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        try (TopTagging sample = TopTagging.open(file, Part.TEST, Constituents.ENERGY)) {
            Jets jets = sample.read(0, 1).jets(); // rows 0 to 0: one jet, checked as it was read
            System.out.println(jets.constituents(0) + " constituents          mass       pT rapidity      |p|  in GeV");
            print("as measured", jets);

            // A boost moves particles, not the observer. Along the beam it adds to all rapidities and leaves pT alone:
            // that is why detectors think in rapidity, and where this project has its name from.
            LorentzTransformation alongTheBeam = LorentzTransformation.boost(0, 0, 1, 1.5);
            print("boosted along the beam", jets.moved(alongTheBeam));

            // Boosts make a group: the inverse of the boost that gives a jet at rest this momentum takes it away.
            FourVector p = jets.axis(0);
            double rapidity = Math.log((p.e() + p.p()) / p.mass()); // artanh(|p| / E)
            LorentzTransformation fromRest = LorentzTransformation.boost(p.px(), p.py(), p.pz(), rapidity);
            print("in its rest frame", jets.moved(fromRest.inverse()));
        }
    }

    private static void print(String where, Jets jets) {
        FourVector p = jets.axis(0); // the sum of the constituents
        System.out.printf(Locale.ROOT, "%-24s %8.3f %8.3f %8.3f %8.3f%n", where, p.mass(), p.pt(), p.rapidity(), p.p());
    }
}
