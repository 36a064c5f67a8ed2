package rapidity.app.study.recipe;

/// Where a setting was written.
///
/// @param source file as the user named it, or `the command line`
/// @param line from 1; 0 where there are no lines
public record Place(String source, int line) {
    static final Place COMMAND_LINE = new Place("the command line", 0);

    @Override
    public String toString() {
        return line == 0 ? source : source + " line " + line;
    }
}
