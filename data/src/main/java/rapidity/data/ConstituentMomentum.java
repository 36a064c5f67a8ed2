package rapidity.data;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapidity.data.dataset.JetAssembly;
import rapidity.data.format.Jagged;
import rapidity.kinematics.FourVector;

/// The momenta of constituents from whichever components are given.
final class ConstituentMomentum {
    /// Masses that were computed from float32 momenta miss zero by less, relative to these.
    private static final double ROUNDING = 1e-3;

    private final Map<String, Jagged> components;

    ConstituentMomentum(Map<String, Jagged> components) {
        this.components = components;
    }

    /// 1 where any component of momentum is not zero: padding has neither pt nor px, py, pz, E.
    static Jagged present(Map<String, Jagged> components) {
        Jagged shape = components.values().iterator().next();
        double[] mask = new double[shape.values().length];
        boolean polar = components.containsKey("pt");
        for (Map.Entry<String, Jagged> component : components.entrySet()) {
            double[] values = component.getValue().values();
            boolean tells = !polar || component.getKey().equals("pt");
            for (int i = 0; tells && i < Math.min(mask.length, values.length); i++) {
                mask[i] = values[i] != 0 ? 1 : mask[i];
            }
        }
        return new Jagged(mask, shape.offsets());
    }

    /// The component of constituent i that is negative where none can be: pt, or a mass beyond rounding.
    Optional<String> negative(int i) {
        if (value("pt", i) < 0) {
            return Optional.of("pt");
        }
        return value("mass", i) < -ROUNDING * (1 + Math.abs(value("pt", i))) ? Optional.of("mass") : Optional.empty();
    }

    void add(int i, JetAssembly jets) {
        if (!components.containsKey("pt")) {
            double px = value("px", i);
            double py = value("py", i);
            double pz = value("pz", i);
            double e = components.containsKey("e")
                    ? value("e", i)
                    : FourVector.ofMomentum(px, py, pz, value("mass", i)).e();
            jets.constituent(e, px, py, pz);
            return;
        }
        double pt = value("pt", i);
        double phi = value("phi", i);
        double mass = value("mass", i);
        FourVector p = components.containsKey("y")
                ? FourVector.ofPtYPhi(pt, value("y", i), phi, mass)
                : FourVector.ofPtEtaPhi(pt, value("eta", i), phi, mass);
        jets.constituent(components.containsKey("e") ? value("e", i) : p.e(), p.px(), p.py(), p.pz());
    }

    private double value(String name, int i) {
        @Nullable Jagged column = components.get(name);
        return column == null ? 0 : column.values()[i];
    }
}
