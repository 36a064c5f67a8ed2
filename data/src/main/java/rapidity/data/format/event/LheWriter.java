package rapidity.data.format.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.data.format.WhenExists;

/// Writes Les Houches events, version 3, gzipped if the name ends in `.gz`.
///
/// @source Alwall et al., hep-ph/0609017; Andersen et al., arXiv:1405.1067
public final class LheWriter implements EventWriter {
    private final TextOutput output;

    private LheWriter(TextOutput output) {
        this.output = output;
    }

    /// Opens a file.
    ///
    /// @param comment what a person should know of the events
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    public static LheWriter create(Path file, WhenExists whenExists, LheInit init, String comment) throws IOException {
        TextOutput output = TextOutput.create(file, whenExists);
        try {
            output.write("<LesHouchesEvents version=\"3.0\">\n<!--\n" + comment.replace("--", "- -") + "\n-->\n");
            output.write(text(init));
            return new LheWriter(output);
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    private static String text(LheInit init) {
        StringBuilder text = new StringBuilder("<init>\n");
        List.of(init.beams(), init.energies(), init.densities())
                .forEach(
                        numbers -> numbers.forEach(number -> text.append(number).append(' ')));
        text.append(init.weighting()).append(' ').append(init.processes().size());
        for (LheInit.Process process : init.processes()) {
            text.append('\n').append(process.crossSection());
            text.append(' ').append(process.error());
            text.append(' ').append(process.largestWeight());
            text.append(' ').append(process.number());
        }
        return text.append("\n</init>\n").toString();
    }

    @Override
    public void write(EventRecord event) throws IOException {
        StringBuilder text = new StringBuilder("<event>\n");
        text.append(event.particles().size()).append(' ').append(event.process());
        for (double number : new double[] {event.weight(), event.scale(), event.alphaQed(), event.alphaQcd()}) {
            text.append(' ').append(number);
        }
        event.particles().forEach(particle -> append(text.append('\n'), particle));
        if (!event.weights().isEmpty()) {
            text.append("\n<weights>");
            event.weights().forEach(weight -> text.append(' ').append(weight));
            text.append("</weights>");
        }
        output.write(text.append("\n</event>\n"));
    }

    private static void append(StringBuilder text, RecordedParticle particle) {
        if (particle.mothers().size() > 2) {
            throw new IllegalArgumentException("a particle of a Les Houches file has at most two mothers, not "
                    + particle.mothers().size());
        }
        int[] whole = {
            particle.pdg(),
            particle.status(),
            particle.firstMother(),
            particle.lastMother(),
            particle.colour(),
            particle.anticolour()
        };
        for (int number : whole) {
            text.append(number).append(' ');
        }
        text.append(particle.momentum().px()).append(' ');
        text.append(particle.momentum().py()).append(' ');
        text.append(particle.momentum().pz()).append(' ');
        text.append(particle.momentum().e()).append(' ');
        text.append(particle.mass()).append(' ');
        text.append(particle.lifetime()).append(' ');
        text.append(particle.spin());
    }

    @Override
    public void commit() throws IOException {
        output.write("</LesHouchesEvents>\n");
        output.commit();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
