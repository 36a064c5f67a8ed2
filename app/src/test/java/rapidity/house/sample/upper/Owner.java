package rapidity.house.sample.upper;

import rapidity.house.sample.lower.Intruder;

/// Closes the cycle.
public final class Owner {
    public static final Object SPECIES_OF_TENANTS = new Object();

    final Class<?> tenant = Intruder.class;
}
