package rapidity.data.format.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.data.format.WhenExists;

/// Writes HepMC3 events as text (`Asciiv3`), gzipped if the name ends in `.gz`. The incoming particles of a Les Houches
/// event become beams (status 4); lifetimes and spins are left out.
///
/// @source Buckley et al., arXiv:1912.08005
public final class HepMc3Writer implements EventWriter {
    private static final int INCOMING = -1;
    private static final int BEAM = 4;

    private final TextOutput output;
    private int weights = -1;
    private long events;

    private HepMc3Writer(TextOutput output) {
        this.output = output;
    }

    /// Opens a file.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    public static HepMc3Writer create(Path file, WhenExists whenExists) throws IOException {
        TextOutput output = TextOutput.create(file, whenExists);
        try {
            output.write("HepMC::Version 3.02.00\n" + HepMc3File.BEGIN + "\n");
            return new HepMc3Writer(output);
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    @Override
    public void write(EventRecord event) throws IOException {
        StringBuilder text = new StringBuilder();
        requireWeights(event, text);
        Map<List<Integer>, Integer> vertices = vertices(event.particles());
        text.append("E ").append(events++).append(' ').append(vertices.size()).append(' ');
        text.append(event.particles().size()).append("\nU GEV MM\nW ").append(event.weight());
        event.weights().forEach(weight -> text.append(' ').append(weight));
        text.append('\n');
        appendAttributes(text, event);
        int vertex = 0;
        for (int i = 0; i < event.particles().size(); i++) {
            RecordedParticle particle = event.particles().get(i);
            int origin = vertices.getOrDefault(particle.mothers(), 0);
            if (origin < vertex) {
                vertex = origin;
                String mothers = particle.mothers().toString().replace(" ", "");
                text.append("V ").append(vertex).append(" 0 ").append(mothers).append('\n');
            }
            append(text, i + 1, origin, particle);
        }
        output.write(text);
    }

    /// All events of a file have the same number of weights, which is said before the first one.
    private void requireWeights(EventRecord event, StringBuilder text) {
        int count = 1 + event.weights().size();
        if (weights < 0) {
            weights = count;
            text.append("W nominal");
            for (int i = 1; i < count; i++) {
                text.append("\\|weight").append(i);
            }
            text.append('\n');
            text.append("T Rapidity\\||\\|\n");
        } else if (weights != count) {
            throw new IllegalArgumentException(
                    "event " + events + " has " + count + " weights and those before have " + weights);
        }
    }

    /// The vertices by the particles that come in, -1, -2, .. in the order in which the first of them goes out.
    private Map<List<Integer>, Integer> vertices(List<RecordedParticle> particles) {
        Map<List<Integer>, Integer> vertices = new LinkedHashMap<>();
        for (int i = 0; i < particles.size(); i++) {
            List<Integer> mothers = particles.get(i).mothers();
            for (int mother : mothers) {
                if (mother > i) {
                    throw new IllegalArgumentException("event " + events + ": particle " + (i + 1)
                            + " comes before its mother, particle " + mother);
                }
            }
            if (!mothers.isEmpty()) {
                vertices.putIfAbsent(mothers, -vertices.size() - 1);
            }
        }
        return vertices;
    }

    private static void appendAttributes(StringBuilder text, EventRecord event) {
        text.append("A 0 signal_process_id ").append(event.process()).append('\n');
        appendKnown(text, "event_scale", event.scale());
        appendKnown(text, "alphaQED", event.alphaQed());
        appendKnown(text, "alphaQCD", event.alphaQcd());
        for (int i = 0; i < event.particles().size(); i++) {
            RecordedParticle particle = event.particles().get(i);
            if (particle.colour() != 0 || particle.anticolour() != 0) {
                String place = "A " + (i + 1) + " flow";
                text.append(place).append("1 ").append(particle.colour()).append('\n');
                text.append(place).append("2 ").append(particle.anticolour()).append('\n');
            }
        }
    }

    private static void appendKnown(StringBuilder text, String name, double value) {
        if (value != EventRecord.UNKNOWN) {
            text.append("A 0 ").append(name).append(' ').append(value).append('\n');
        }
    }

    private static void append(StringBuilder text, int place, int origin, RecordedParticle particle) {
        text.append("P ").append(place).append(' ').append(origin).append(' ').append(particle.pdg());
        text.append(' ').append(particle.momentum().px());
        text.append(' ').append(particle.momentum().py());
        text.append(' ').append(particle.momentum().pz());
        text.append(' ').append(particle.momentum().e());
        text.append(' ').append(particle.mass());
        text.append(' ')
                .append(particle.status() == INCOMING ? BEAM : particle.status())
                .append('\n');
    }

    @Override
    public void commit() throws IOException {
        output.write(HepMc3File.END + "\n\n");
        output.commit();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
