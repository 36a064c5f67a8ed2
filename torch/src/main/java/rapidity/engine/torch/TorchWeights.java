package rapidity.engine.torch;

import java.util.List;
import java.util.function.Supplier;
import rapidity.engine.Buffer;
import rapidity.engine.PackedMatrix;
import rapidity.engine.PackedVector;
import rapidity.engine.Packing;
import rapidity.engine.kernel.AdamRule;
import rapidity.engine.kernel.LionRule;
import rapidity.engine.kernel.UpdateRule;

/// The weights of a network and their packed forms. All matrices are packed by one gather; they lie row-major.
record TorchWeights(Torch torch, Constants constants) {
    /// Where each packed number comes from, up to a sign.
    private record Sources(int[] places, double[] signs, double[] rest) {
        Sources(int size) {
            this(new int[size], new double[size], new double[size]);
        }

        void put(int at, int[] source) {
            for (int i = 0; i < source.length; i++) {
                places[at + i] = Math.max(0, Math.abs(source[i]) - 1);
                signs[at + i] = Integer.signum(source[i]);
            }
        }
    }

    private static Sources forwards(Packing p) {
        Sources r = new Sources(p.size());
        for (PackedMatrix m : p.matrices()) {
            r.put(m.forward(), m.source());
        }
        for (PackedVector v : p.vectors()) {
            r.put(v.position(), v.source());
            for (int i = 0; i < v.source().length; i++) {
                r.rest[v.position() + i] = v.source()[i] == 0 ? v.rest() : 0;
            }
        }
        return r;
    }

    private static Sources gradients(Packing p) {
        Sources r = new Sources(p.gradientSize());
        p.matrices().forEach(m -> r.put(m.gradient(), m.source()));
        p.vectors().forEach(v -> r.put(v.gradient(), v.source()));
        return r;
    }

    private Value places(String name, Packing p, Supplier<Sources> s) {
        return constants.of(
                torch, List.of(name, "places", p), () -> torch.places(s.get().places()));
    }

    private Value signs(String name, Packing p, Supplier<Sources> s) {
        return constants.of(torch, List.of(name, "signs", p), () -> {
            double[] signs = s.get().signs();
            return torch.tensor(signs, signs.length);
        });
    }

    void pack(Buffer values, Packing p, Buffer packed) {
        if (p.size() == 0) {
            return;
        }
        torch.run(() -> {
            Value rest = constants.of(
                    torch, List.of("rest", p), () -> torch.tensor(forwards(p).rest(), p.size()));
            Value found = torch.select(Torch.of(values), 0, places("packed", p, () -> forwards(p)));
            torch.set(packed, torch.plus(torch.times(found, signs("packed", p, () -> forwards(p))), rest));
        });
    }

    /// `natural += transposed packing of the packed gradient`.
    void unpack(Buffer packedGradient, Packing p, Buffer natural) {
        if (p.gradientSize() == 0) {
            return;
        }
        torch.run(() -> {
            Value signed = torch.times(Torch.of(packedGradient), signs("gradient", p, () -> gradients(p)));
            Value places = places("gradient", p, () -> gradients(p));
            torch.set(natural, torch.call("scatter_add", Torch.of(natural), 0, places, signed));
        });
    }

    /// @param pgmv weights, gradient, moments
    void update(UpdateRule rule, Buffer[] pgmv, int from, int n) {
        torch.run(() -> {
            Value p = torch.part(pgmv[0], from, n);
            Value g = torch.part(pgmv[1], from, n);
            Value m = torch.part(pgmv[2], from, n);
            switch (rule) {
                case AdamRule adam -> adam(adam, p, g, m, torch.part(pgmv[3], from, n));
                case LionRule lion -> lion(lion, p, g, m);
            }
        });
    }

    private void adam(AdamRule rule, Value p, Value g, Value m, Value v) {
        Value gradient = rule.l2() == 0 ? g : torch.plus(g, p, rule.l2());
        torch.copy(torch.plus(torch.times(m, rule.beta1()), gradient, 1 - rule.beta1()), m);
        torch.copy(torch.plus(torch.times(v, rule.beta2()), torch.times(gradient, gradient), 1 - rule.beta2()), v);
        Value root = torch.call("sqrt", torch.times(v, 1 / rule.correction2()));
        Value step = torch.call("div.Tensor", m, torch.plus(root, rule.epsilon()));
        Value decayed = rule.decay() == 0 ? p : torch.times(p, 1 - rule.rate() * rule.decay());
        torch.copy(torch.plus(decayed, step, -rule.rate() / rule.correction1()), p);
    }

    private void lion(LionRule rule, Value p, Value g, Value m) {
        Value direction = torch.call("sign", torch.plus(torch.times(m, rule.beta1()), g, 1 - rule.beta1()));
        torch.copy(torch.plus(torch.times(p, 1 - rule.rate() * rule.decay()), direction, -rule.rate()), p);
        torch.copy(torch.plus(torch.times(m, rule.beta2()), g, 1 - rule.beta2()), m);
    }
}
