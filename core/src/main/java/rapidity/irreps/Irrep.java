package rapidity.irreps;

import java.util.ArrayList;
import java.util.List;

/// A finite-dimensional irreducible representation (k, n) of the Lorentz group, of spin (k/2, n/2): (0,0) are scalars,
/// (1,1) four-vectors, (2,0) and (0,2) the two halves of bivectors, (2,2) traceless symmetric tensors.
///
/// Its canonical basis is that of the SU(2) spins that it contains:
///
/// ```
/// l = |k-n|/2, |k-n|/2 + 1, ..., (k+n)/2,       in each of them m = -l, ..., l
/// ```
///
/// @param k twice the first spin
/// @param n twice the second spin
/// @source Bogatskiy et al., arXiv:2006.04780, Sec. 3
public record Irrep(int k, int n) {
    public static final Irrep SCALAR = new Irrep(0, 0);
    public static final Irrep VECTOR = new Irrep(1, 1);

    /// @throws IllegalArgumentException if k or n is negative
    public Irrep {
        if (k < 0 || n < 0) {
            throw new IllegalArgumentException("no irrep (" + k + ", " + n + "): both numbers start at 0");
        }
    }

    /// Number of components, `(k + 1)(n + 1)`.
    public int dimension() {
        return (k + 1) * (n + 1);
    }

    /// The larger of k and n.
    public int largest() {
        return Math.max(k, n);
    }

    /// Twice the smallest spin l that it contains.
    int lowestSpin() {
        return Math.abs(k - n);
    }

    /// Twice the spin l of a component.
    ///
    /// @throws IllegalArgumentException if there is no such component
    int spin(int component) {
        if (component < 0 || component >= dimension()) {
            throw new IllegalArgumentException("no component " + component + " of irrep " + this);
        }
        int l = lowestSpin();
        int rest = component;
        while (rest > l) {
            rest -= l + 1;
            l += 2;
        }
        return l;
    }

    /// Twice the projection m of a component.
    int projection(int component) {
        int l = spin(component);
        return 2 * (component - first(l)) - l;
    }

    /// The component of a spin and a projection, both twice.
    int component(int spin, int projection) {
        return first(spin) + (spin + projection) / 2;
    }

    /// The first component of a spin.
    private int first(int spin) {
        int r = 0;
        for (int l = lowestSpin(); l < spin; l += 2) {
            r += l + 1;
        }
        return r;
    }

    /// The irreps that the product with another one contains, each once: k rising, and n rising for each k.
    public List<Irrep> times(Irrep other) {
        List<Irrep> r = new ArrayList<>();
        for (int a = Math.abs(k - other.k); a <= k + other.k; a += 2) {
            for (int b = Math.abs(n - other.n); b <= n + other.n; b += 2) {
                r.add(new Irrep(a, b));
            }
        }
        return r;
    }

    /// As in the published weight files, `(1, 1)`.
    @Override
    public String toString() {
        return "(" + k + ", " + n + ")";
    }
}
