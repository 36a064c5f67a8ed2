package rapidity.model.python;

/// Which of several functions a network of Python computes: from the same weights they give different results.
public enum Dialect {
    /// lgatr 1.x from 1.3.1 on.
    V1("lgatr 1.x"),
    /// lgatr 2.x.
    V2("lgatr 2.x"),
    /// The published Lorentz group autoencoder.
    LGN_AUTOENCODER("lgn-autoencoder");

    private final String packages;

    Dialect(String packages) {
        this.packages = packages;
    }

    /// For people, such as `lgatr 2.x`.
    public String packages() {
        return packages;
    }
}
