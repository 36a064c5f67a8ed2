package rapidity.house.sample.lower;

import picocli.CommandLine;
import rapidity.house.sample.upper.Owner;

/// Breaks every rule of the house.
public class Intruder {
    static int count;

    final Owner owner = new Owner();
    final Class<?> library = CommandLine.class;
    final Object species = Owner.SPECIES_OF_TENANTS;

    void speak() {
        count++;
        System.out.println(owner);
    }

    /// Has a banned name and inherits.
    public static final class OwnerImpl extends Intruder {}
}
