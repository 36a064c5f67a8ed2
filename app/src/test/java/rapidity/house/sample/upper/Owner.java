package rapidity.house.sample.upper;

import rapidity.house.sample.lower.Intruder;

/// Closes the cycle.
public final class Owner {
    final Class<?> tenant = Intruder.class;
}
