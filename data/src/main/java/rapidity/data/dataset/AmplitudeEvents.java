package rapidity.data.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Table;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.UnphysicalMomentum;

/// Events of q qbar -> Z + n gluons in the layout of the published amplitude data: an array with one row for each
/// event, or a table with a column for each of its numbers, the four-momenta (E, px, py, pz) of `q, qbar, Z, g1..gn` in
/// GeV and, as a last column that may be missing, the label abs(M)^2 in GeV^(2-2n), averaged over initial spins and
/// colours and with 1/n! for the gluons.
///
/// Momenta are checked as they are read: every number finite, E >= |p|, the Z of its mass, all others massless, the
/// momentum conserved. So a file with another order of particles is refused. Rows count from 0.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.1, App. C.1
public final class AmplitudeEvents implements Closeable {
    /// How far an invariant mass squared may be off, relative to E^2, and a momentum sum, relative to the energy: what
    /// rounding to five decimal digits leaves, and far below the mass of the Z at any energy of the LHC.
    public static final double TOLERANCE = 2 * UnphysicalMomentum.TOLERANCE;

    private static final int INITIAL = 2;
    private static final int Z = 2;
    private static final List<String> COMPONENTS = List.of("E", "px", "py", "pz");
    private static final String LABEL = "me2";

    private final Table table;
    private final List<Column> numbers;
    private final int columns;
    private final double zMass;
    private final LabelColumn label;

    /// What to make of the last column.
    public enum LabelColumn {
        /// It may be missing, and whatever it holds is not looked at.
        IGNORED,
        /// It must be there and hold positive, finite numbers.
        REQUIRED
    }

    private AmplitudeEvents(Table table, List<Column> numbers, double zMass, LabelColumn label) {
        this.table = table;
        this.numbers = numbers;
        columns = (int) width(numbers);
        this.zMass = zMass;
        this.label = label;
    }

    /// What the numbers of a row are called in tables: `q.E` and so on, and the label `me2`.
    public static List<String> names(int gluons) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3 + gluons; i++) {
            for (String component : COMPONENTS) {
                names.add(name(i) + "." + component);
            }
        }
        names.add(LABEL);
        return names;
    }

    /// The events of a file; the number of gluons follows from the number of columns. Where there is an array with
    /// several numbers for each event, other columns are not looked at; neither are they in a table with all names of
    /// [#names(int)], whose order then does not matter.
    ///
    /// @param table is closed with the events, or when they are refused
    /// @param zMass mass of the Z in GeV
    /// @throws DataFormatException if its columns are no such events
    public static AmplitudeEvents of(Table table, double zMass, LabelColumn label) throws IOException {
        try {
            List<Column> numbers = numbers(table.columns());
            requireColumns(table.path(), numbers, label);
            return new AmplitudeEvents(table, numbers, zMass, label);
        } catch (IOException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static List<Column> numbers(List<Column> columns) {
        List<Column> arrays = columns.stream().filter(c -> !c.shape().isEmpty()).toList();
        if (!arrays.isEmpty()) {
            return arrays;
        }
        Map<String, Column> named = columns.stream().collect(Collectors.toMap(Column::name, c -> c, (a, b) -> a));
        int gluons = 0;
        while (named.containsKey(name(3 + gluons) + ".E")) {
            gluons++;
        }
        List<String> names = names(gluons);
        return named.keySet().containsAll(names.subList(0, names.size() - 1))
                ? names.stream().filter(named::containsKey).map(named::get).toList()
                : columns;
    }

    private static long width(List<Column> numbers) {
        return numbers.stream().mapToLong(Column::width).sum();
    }

    private static void requireColumns(Path file, List<Column> numbers, LabelColumn label) throws DataFormatException {
        long columns = width(numbers);
        boolean rows = numbers.size() == 1
                ? !numbers.getFirst().jagged()
                : numbers.stream().allMatch(c -> c.shape().isEmpty())
                        && numbers.stream().mapToLong(Column::rows).distinct().count() == 1;
        if (!rows || columns < 12 || columns > 1000 || columns % 4 > 1) {
            throw new DataFormatException(
                    file,
                    "columns",
                    "one row for each event with 4 (n+3) momentum components and, it may be, a label",
                    described(numbers));
        }
        if (label == LabelColumn.REQUIRED && columns % 4 == 0) {
            throw new DataFormatException(
                    file,
                    "columns",
                    "a label abs(M)^2 after " + columns
                            + " momentum components (the command `amplitude` calculates it)",
                    columns + " columns");
        }
    }

    private static String described(List<Column> numbers) {
        if (numbers.stream().allMatch(c -> c.shape().isEmpty())) {
            return numbers.size() + (numbers.size() == 1 ? " number" : " numbers") + " in a row";
        }
        return numbers.stream().map(c -> c.name() + " " + c.description()).collect(Collectors.joining(", "));
    }

    /// Number of gluons n.
    public int gluons() {
        return columns / 4 - 3;
    }

    /// Numbers in a row: 4 (n+3), and one more with a label.
    public int columns() {
        return columns;
    }

    /// Whether rows end with a label.
    public boolean labelled() {
        return columns % 4 == 1;
    }

    /// Number of events.
    public long count() {
        return numbers.getFirst().rows();
    }

    /// The rows from..to-1, one after another.
    ///
    /// @throws DataFormatException with row and particle if one of them is no event of the process
    public double[] rows(long from, long to) throws IOException {
        double[] rows =
                numbers.size() == 1 ? table.read(numbers.getFirst(), from, to).values() : interleaved(from, to);
        for (long row = from; row < to; row++) {
            check(rows, (int) (row - from) * columns, row);
        }
        return rows;
    }

    private double[] interleaved(long from, long to) throws IOException {
        double[] rows = new double[Math.multiplyExact((int) (to - from), columns)];
        for (int i = 0; i < columns; i++) {
            double[] column = table.read(numbers.get(i), from, to).values();
            for (int row = 0; row < column.length; row++) {
                rows[row * columns + i] = column[row];
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private void check(double[] rows, int offset, long row) throws DataFormatException {
        FourVector balance = FourVector.ZERO;
        double energy = 0;
        for (int i = 0; i < 3 + gluons(); i++) {
            int at = offset + 4 * i;
            FourVector p = new FourVector(rows[at], rows[at + 1], rows[at + 2], rows[at + 3]);
            checkParticle(p, i, row);
            balance = i < INITIAL ? balance.plus(p) : balance.minus(p);
            energy += p.e();
        }
        if (!(Math.abs(balance.e()) + balance.p() <= TOLERANCE * energy)) {
            throw new DataFormatException(
                    table.path(),
                    "row " + row,
                    "the momenta of q and qbar to add up to those of Z and gluons" + ORDER,
                    "the difference " + text(balance));
        }
        double value = labelled() ? rows[offset + columns - 1] : 1;
        if (label == LabelColumn.REQUIRED && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new DataFormatException(
                    table.path(), "row " + row + ", column " + (columns - 1), "a positive label abs(M)^2", "" + value);
        }
    }

    private static final String ORDER =
            " (each row is q, qbar, Z, g1, .., as E, px, py, pz: mend the order of the columns)";

    private void checkParticle(FourVector p, int i, long row) throws DataFormatException {
        String place = "row " + row + ", particle " + i + " (" + name(i) + ")";
        String fault = UnphysicalMomentum.faultOf(p).orElse("");
        if (!fault.isEmpty() || p.e() == 0) {
            throw new DataFormatException(
                    table.path(),
                    place,
                    "a physical momentum" + ORDER,
                    text(p) + ", which " + (fault.isEmpty() ? "is zero" : fault));
        }
        double mass = i == Z ? zMass : 0;
        if (!(Math.abs(p.mass2() - mass * mass) <= TOLERANCE * p.e() * p.e())) {
            throw new DataFormatException(table.path(), place, "the mass " + mass + " GeV" + ORDER, p.mass() + " GeV");
        }
    }

    private static String name(int particle) {
        return switch (particle) {
            case 0 -> "q";
            case 1 -> "qbar";
            case Z -> "Z";
            default -> "g" + (particle - Z);
        };
    }

    private static String text(FourVector p) {
        return "(" + p.e() + ", " + p.px() + ", " + p.py() + ", " + p.pz() + ")";
    }
}
