package rapidity.data.format.event;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import rapidity.data.format.Column;
import rapidity.data.format.NpyType;

/// What a table of events has a column for.
enum EventColumn {
    PROCESS("process", NpyType.INT32, new One(EventRecord::process)),
    WEIGHT("weight", NpyType.FLOAT64, new One(EventRecord::weight)),
    WEIGHTS("weights", NpyType.FLOAT64, new Weights()),
    SCALE("scale", NpyType.FLOAT64, new One(EventRecord::scale)),
    ALPHA_QED("alpha_qed", NpyType.FLOAT64, new One(EventRecord::alphaQed)),
    ALPHA_QCD("alpha_qcd", NpyType.FLOAT64, new One(EventRecord::alphaQcd)),
    PDG("pdg", NpyType.INT32, new Each(RecordedParticle::pdg)),
    STATUS("status", NpyType.INT32, new Each(RecordedParticle::status)),
    MOTHER1("mother1", NpyType.INT32, new Each(RecordedParticle::firstMother)),
    MOTHER2("mother2", NpyType.INT32, new Each(RecordedParticle::lastMother)),
    COLOUR1("colour1", NpyType.INT32, new Each(RecordedParticle::colour)),
    COLOUR2("colour2", NpyType.INT32, new Each(RecordedParticle::anticolour)),
    PX("px", NpyType.FLOAT64, new Each(particle -> particle.momentum().px())),
    PY("py", NpyType.FLOAT64, new Each(particle -> particle.momentum().py())),
    PZ("pz", NpyType.FLOAT64, new Each(particle -> particle.momentum().pz())),
    E("e", NpyType.FLOAT64, new Each(particle -> particle.momentum().e())),
    M("m", NpyType.FLOAT64, new Each(RecordedParticle::mass)),
    LIFETIME("lifetime", NpyType.FLOAT64, new Each(RecordedParticle::lifetime)),
    SPIN("spin", NpyType.FLOAT64, new Each(RecordedParticle::spin));

    private final String text;
    private final NpyType type;
    private final Numbers numbers;

    EventColumn(String text, NpyType type, Numbers numbers) {
        this.text = text;
        this.type = type;
        this.numbers = numbers;
    }

    private sealed interface Numbers {
        double[] of(EventRecord event);
    }

    /// One number for an event.
    private record One(ToDoubleFunction<EventRecord> number) implements Numbers {
        @Override
        public double[] of(EventRecord event) {
            return new double[] {number.applyAsDouble(event)};
        }
    }

    /// One number for each particle.
    private record Each(ToDoubleFunction<RecordedParticle> number) implements Numbers {
        @Override
        public double[] of(EventRecord event) {
            return event.particles().stream().mapToDouble(number).toArray();
        }
    }

    private record Weights() implements Numbers {
        @Override
        public double[] of(EventRecord event) {
            return event.weights().stream().mapToDouble(weight -> weight).toArray();
        }
    }

    /// The columns of a file; HepMC3 says nothing of lifetimes and spins.
    static List<EventColumn> of(EventReader events) {
        return Arrays.stream(values())
                .filter(column -> events instanceof LheFile || column != LIFETIME && column != SPIN)
                .toList();
    }

    Column column(long rows) {
        return new Column(text, type, numbers instanceof One ? List.of() : List.of(Column.VARIABLE), rows);
    }

    /// The numbers of an event.
    double[] of(EventRecord event) {
        return numbers.of(event);
    }
}
