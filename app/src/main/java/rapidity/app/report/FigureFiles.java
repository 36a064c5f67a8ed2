package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import rapidity.app.report.figure.Drawing;
import rapidity.app.report.figure.Figure;
import rapidity.app.report.figure.Renderer;
import rapidity.data.format.OutputFile;
import rapidity.data.format.WhenExists;

/// Puts figures into a page and, as SVG, PDF and PNG, into the folder beside it.
final class FigureFiles {
    private static final String FOLDER = "figures";

    /// Pixels per point of the PNG files: 144 dots per inch.
    private static final double PIXELS = 2;

    private final Path folder;
    private final Renderer renderer = new Renderer();

    private FigureFiles(Path folder) {
        this.folder = folder;
    }

    /// The folder beside a page.
    ///
    /// @throws FileAlreadyExistsException if the page is there and is not to be replaced
    static FigureFiles beside(Path html, WhenExists whenExists) throws IOException {
        if (whenExists == WhenExists.REFUSE && Files.exists(html)) {
            throw new FileAlreadyExistsException(html.toString(), null, "it exists and is not overwritten");
        }
        Path folder = html.toAbsolutePath().resolveSibling(FOLDER);
        Files.createDirectories(folder);
        return new FigureFiles(folder);
    }

    /// The figure with its caption and links to its files.
    Html show(Figure figure, Html caption) throws IOException {
        Html drawing = drawing(figure);
        return drawing.and(caption(caption.and(links(figure)))).in("figure");
    }

    /// A figure that a script makes interactive; without scripts, and on paper, it is the drawing.
    Html live(Figure figure, Html data, Html caption) throws IOException {
        Html still = drawing(figure).in("div", "class", "still");
        Html live = Html.NOTHING.in("div", "class", "live");
        return Html.all(still, live, data, caption(caption.and(links(figure)))).in("figure", "data-live", "losses");
    }

    /// Two figures of which the reader sees one at a time, without any script.
    Html choice(Figure linear, Figure logarithmic, Html caption) throws IOException {
        String name = linear.name();
        Html first = Html.empty("input", "type", "radio", "name", name, "id", name + "-lin", "checked", "");
        Html second = Html.empty("input", "type", "radio", "name", name, "id", name + "-log");
        return Html.all(
                        first,
                        Html.text("linear").in("label", "for", name + "-lin"),
                        second,
                        Html.text("logarithmic").in("label", "for", name + "-log"),
                        drawing(linear).and(links(linear)).in("div", "class", "view"),
                        drawing(logarithmic).and(links(logarithmic)).in("div", "class", "view"),
                        caption(caption))
                .in("figure", "class", "choice");
    }

    private Html drawing(Figure figure) throws IOException {
        Drawing drawing = renderer.draw(figure);
        place(folder.resolve(figure.name() + ".svg"), drawing.svg().getBytes(UTF_8));
        place(folder.resolve(figure.name() + ".pdf"), drawing.pdf());
        place(folder.resolve(figure.name() + ".png"), drawing.png(PIXELS));
        // Figure descriptions and labels are escaped by the SVG writer.
        return Html.trusted(drawing.inlineSvg()).in("div", "class", "drawing");
    }

    private static Html caption(Html content) {
        return content.in("figcaption");
    }

    private static Html links(Figure figure) {
        Html links = Html.NOTHING;
        for (String kind : new String[] {"svg", "pdf", "png"}) {
            links = links.and(Html.text(kind.toUpperCase(Locale.ROOT))
                    .in("a", "href", FOLDER + "/" + figure.name() + "." + kind));
        }
        return links.in("span", "class", "links");
    }

    private static void place(Path file, byte[] content) throws IOException {
        write(file, content, WhenExists.REPLACE);
    }

    /// Writes a file beside its place and moves it there, so that nobody ever sees half of it.
    static void write(Path file, byte[] content, WhenExists whenExists) throws IOException {
        try (OutputFile output = OutputFile.create(file, whenExists)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                output.channel().write(bytes);
            }
            output.commit();
        } catch (FileSystemException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": it could not be written, nothing of it was kept: " + e.getMessage(), e);
        }
    }
}
