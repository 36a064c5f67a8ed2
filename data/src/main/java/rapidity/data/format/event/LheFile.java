package rapidity.data.format.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.DataFormatException;
import rapidity.kinematics.FourVector;

/// Reads the events of a Les Houches file (versions 1 to 3, gzipped or not) one after another. Of the optional parts
/// the weights of an event are read (`rwgt`, `weights`), all others are passed over.
///
/// @source Alwall et al., hep-ph/0609017; Andersen et al., arXiv:1405.1067, Sec. "Les Houches Event Files"
public final class LheFile implements EventReader {
    private static final String ROOT = "LesHouchesEvents";
    private static final String HEAD = "IDUP ISTUP MOTHUP(2) ICOLUP(2) PUP(5) VTIMUP SPINUP";
    private static final int NUMBERS = 13;

    private final EventText lines;
    private final TaggedText text;
    private final LheInit init;

    private LheFile(EventText lines) throws IOException {
        this.lines = lines;
        text = new TaggedText(lines);
        TaggedText.Tag first = text.next(null);
        if (first == null || !first.opens(ROOT)) {
            throw lines.fault("<" + ROOT + ">", first == null ? "no tag" : EventText.shown(first.name()));
        }
        init = readInit();
    }

    /// Opens a file and reads its init block.
    ///
    /// @throws DataFormatException if it is no Les Houches file, or is damaged
    public static LheFile open(Path path) throws IOException {
        EventText lines = EventText.open(path);
        try {
            return new LheFile(lines);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private LheInit readInit() throws IOException {
        TaggedText.Tag tag = text.next(null);
        while (tag != null && !tag.opens("init")) {
            if (tag.opens("event")) {
                throw lines.fault("an <init> block before the first event", "an event");
            }
            tag = text.next(null);
        }
        if (tag == null) {
            throw lines.fault("an <init> block", "the end of the file");
        }
        List<EventText.Numbers> rows = block("init");
        if (rows.isEmpty()) {
            throw lines.fault("numbers in the <init> block", "none");
        }
        EventText.Numbers head = rows.getFirst();
        head.require(10, "IDBMUP(2) EBMUP(2) PDFGUP(2) PDFSUP(2) IDWTUP NPRUP");
        if (head.whole(9) != rows.size() - 1) {
            throw lines.fault("as many processes as NPRUP says, " + head.whole(9), rows.size() - 1 + " of them");
        }
        List<LheInit.Process> processes = new ArrayList<>();
        for (EventText.Numbers row : rows.subList(1, rows.size())) {
            row.require(4, "XSECUP XERRUP XMAXUP LPRUP");
            processes.add(new LheInit.Process(row.number(0), row.number(1), row.number(2), row.whole(3)));
        }
        return new LheInit(
                List.of(head.whole(0), head.whole(1)),
                List.of(head.number(2), head.number(3)),
                List.of(head.whole(4), head.whole(5), head.whole(6), head.whole(7)),
                head.whole(8),
                processes);
    }

    /// The lines of numbers at the beginning of an element, and the way to its end, through what is within it.
    private List<EventText.Numbers> block(String element) throws IOException {
        StringBuilder content = new StringBuilder();
        long line = lines.number();
        TaggedText.Tag tag = text.next(content);
        List<EventText.Numbers> rows = rows(line, content.toString());
        passTo(element, tag);
        return rows;
    }

    private void passTo(String end, TaggedText.@Nullable Tag from) throws IOException {
        TaggedText.Tag tag = required(from, end);
        while (!tag.closes(end)) {
            tag = required(text.next(null), end);
        }
    }

    private TaggedText.Tag required(TaggedText.@Nullable Tag tag, String element) throws DataFormatException {
        if (tag == null || tag.closes(ROOT) || tag.opens("event")) {
            throw lines.fault(
                    "</" + element + ">", tag == null ? "the end of the file (cut short?)" : "<" + tag.name() + ">");
        }
        return tag;
    }

    private List<EventText.Numbers> rows(long firstLine, String content) {
        List<EventText.Numbers> rows = new ArrayList<>();
        long line = firstLine;
        for (String row : content.split("\n", -1)) {
            if (!row.isBlank() && !row.stripLeading().startsWith("#")) {
                rows.add(lines.numbers(line, row));
            }
            line++;
        }
        return rows;
    }

    /// What the init block says.
    public LheInit init() {
        return init;
    }

    @Override
    public String kind() {
        int processes = init.processes().size();
        return String.format(
                Locale.ROOT,
                "Les Houches events (beams %d and %d of %s and %s GeV, %d process%s)",
                init.beams().get(0),
                init.beams().get(1),
                init.energies().get(0),
                init.energies().get(1),
                processes,
                processes == 1 ? "" : "es");
    }

    @Override
    public @Nullable EventRecord next() throws IOException {
        if (!findEvent()) {
            return null;
        }
        long line = lines.number();
        StringBuilder content = new StringBuilder();
        TaggedText.Tag tag = required(text.next(content), "event");
        List<EventText.Numbers> rows = rows(line, content.toString());
        List<Double> weights = new ArrayList<>();
        while (!tag.closes("event")) {
            boolean holdsWeights = tag.opens("wgt") || tag.opens("weights");
            StringBuilder inside = new StringBuilder();
            line = lines.number();
            tag = required(text.next(inside), "event");
            if (holdsWeights) {
                for (EventText.Numbers row : rows(line, inside.toString())) {
                    for (int i = 0; i < row.count(); i++) {
                        weights.add(row.number(i));
                    }
                }
            }
        }
        return event(rows, weights);
    }

    private boolean findEvent() throws IOException {
        TaggedText.Tag tag = text.next(null);
        while (tag != null && !tag.opens("event") && !tag.closes(ROOT)) {
            tag = text.next(null);
        }
        if (tag == null) {
            throw lines.fault("</" + ROOT + ">", "the end of the file (cut short?)");
        }
        return tag.opens("event");
    }

    private EventRecord event(List<EventText.Numbers> rows, List<Double> weights) throws DataFormatException {
        if (rows.isEmpty()) {
            throw lines.fault("the numbers of an event", "none");
        }
        EventText.Numbers head = rows.getFirst();
        head.require(6, "NUP IDPRUP XWGTUP SCALUP AQEDUP AQCDUP");
        int particles = head.whole(0);
        if (particles < 0 || particles > rows.size() - 1) {
            throw new DataFormatException(
                    lines.path(),
                    "line " + head.line(),
                    "as many particles as NUP says, " + particles,
                    rows.size() - 1 + " of them");
        }
        List<RecordedParticle> all = new ArrayList<>();
        for (EventText.Numbers row : rows.subList(1, particles + 1)) {
            all.add(particle(row, particles));
        }
        return new EventRecord(
                head.whole(1), head.number(2), weights, head.number(3), head.number(4), head.number(5), all);
    }

    private RecordedParticle particle(EventText.Numbers row, int particles) throws DataFormatException {
        row.require(NUMBERS, HEAD);
        FourVector momentum = new FourVector(row.number(9), row.number(6), row.number(7), row.number(8));
        List<Integer> mothers = new ArrayList<>();
        for (int i = 2; i < 4; i++) {
            int mother = row.whole(i);
            if (mother < 0 || mother > particles) {
                throw new DataFormatException(
                        lines.path(), "line " + row.line(), "a mother among " + particles + " particles", mother + "");
            }
            if (mother > 0 && !mothers.contains(mother)) {
                mothers.add(mother);
            }
        }
        return new RecordedParticle(
                row.whole(0),
                row.whole(1),
                mothers,
                row.whole(4),
                row.whole(5),
                momentum,
                row.number(10),
                row.number(11),
                row.number(12));
    }

    @Override
    public long skipAll() throws IOException {
        long count = 0;
        while (findEvent()) {
            passTo("event", text.next(null));
            count++;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
