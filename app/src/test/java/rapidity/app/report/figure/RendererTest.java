package rapidity.app.report.figure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

final class RendererTest {
    private static final Renderer RENDERER = new Renderer();

    /// A curve with a ratio below it, and a density, with long labels and hostile letters: all that figures have.
    private static Figure figure() {
        Series.Curve rising = new Series.Curve(new double[] {0, 1, 2}, new double[] {1e-3, 0.1, 5});
        Series line = new Series.Line("exact <&> \"x\"" + " and more".repeat(9), Pen.solid(Colour.of(0), 1), rising);
        Axis x = Axis.linear("transverse momentum p_{T} [GeV]", 0, 2);
        Axes main = new Axes(x, Axis.logarithmic("events per bin", 1e-3, 10), List.of(line));
        double[] edges = {0, 1, 2};
        Series steps = new Series.Steps(
                "", Pen.dashed(Colour.INK, 1), Series.Fill.TINTED, edges, new double[] {1, 1.1}, new double[] {0.1, 0});
        Axes ratio = new Axes(x, Axis.linear("ratio", 0.85, 1.15), List.of(steps));
        Series density = Series.Density.ofEvents(Colour.of(1), edges, edges, new double[][] {{0, 1}, {200_000, 3}});
        Axes plane = new Axes(x, Axis.linear("predicted", 0, 2), List.of(density));
        List<Panel> panels = List.of(Panel.of("First ".repeat(20), main, ratio), Panel.of("Second ".repeat(20), plane));
        return new Figure("test", "A test & a <figure>", 2, 160, 120, panels);
    }

    private static Layout layout() {
        return Layout.of(figure(), Typeface.regular());
    }

    private static Frame firstFrame(Layout layout) {
        return layout.cells().getFirst().main().frame();
    }

    private static Recorder drawn(Layout layout) {
        Recorder recorder = new Recorder();
        RENDERER.draw(layout, recorder);
        return recorder;
    }

    @Test
    void allTextLiesInsideTheCanvas() {
        Layout layout = layout();
        Rectangle2D page = new Rectangle2D.Double(0, 0, layout.width(), layout.height());
        assertThat(drawn(layout).texts())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(page.contains(Recorder.box(text)))
                        .as("'%s' at %s in %s", text.text(), Recorder.box(text), page)
                        .isTrue());
    }

    @Test
    void noTextLiesOnAnother() {
        List<Canvas.Glyphs> texts = drawn(layout()).texts();
        for (int i = 0; i < texts.size(); i++) {
            // The next in the list may be the exponent of this one, which reaches over its box.
            for (int j = i + 2; j < texts.size(); j++) {
                assertThat(Recorder.box(texts.get(i)).intersects(Recorder.box(texts.get(j))))
                        .as("'%s' and '%s'", texts.get(i).text(), texts.get(j).text())
                        .isFalse();
            }
        }
    }

    @Test
    void labelsThatFitAreNotCut() {
        Series.Curve flat = new Series.Curve(new double[] {0, 1}, new double[] {0, 0});
        List<Panel> panels = Stream.of("L-GATr", "Transformer", "MLP", "test (0.1 % outside)", "10^{3}", "x")
                .map(label -> new Series.Line(label, Pen.solid(Colour.INK, 1), flat))
                .map(line -> new Axes(Axis.linear("x", 0, 1), Axis.linear("y", 0, 1), List.of(line)))
                .map(axes -> Panel.of("title", axes))
                .toList();
        Figure figure = new Figure("labels", "labels", 3, 165, 125, panels);
        assertThat(drawn(Layout.of(figure, Typeface.regular())).texts())
                .noneMatch(text -> text.text().contains("…"));
    }

    @Test
    void marksPointInwardsFromAllFourSides() {
        Layout layout = layout();
        Rectangle2D area = firstFrame(layout).area();
        double x = area.getCenterX();
        double y = firstFrame(layout).y(0.01);
        List<Recorder.Segment> marks = drawn(layout).marks(area);
        assertThat(marks)
                .contains(
                        new Recorder.Segment(x, area.getMaxY(), x, area.getMaxY() - 5),
                        new Recorder.Segment(x, area.getMinY(), x, area.getMinY() + 5),
                        new Recorder.Segment(area.getMinX(), y, area.getMinX() + 5, y),
                        new Recorder.Segment(area.getMaxX(), y, area.getMaxX() - 5, y));
        Rectangle2D rounded = new Rectangle2D.Double(
                area.getX() - 0.001, area.getY() - 0.001, area.getWidth() + 0.002, area.getHeight() + 0.002);
        assertThat(marks).allMatch(mark -> rounded.contains(mark.x2(), mark.y2()));
    }

    @Test
    void numbersStandUnderTheirMarks() {
        Layout layout = layout();
        Frame frame = firstFrame(layout);
        assertThat(drawn(layout).texts()).anySatisfy(text -> {
            assertThat(text.text()).isEqualTo("1");
            assertThat(Recorder.box(text).getCenterX()).isCloseTo(frame.x(1), offset(0.01));
            assertThat(text.y()).isGreaterThan(frame.floor());
        });
    }

    @Test
    void equalFactorsAreEqualLengthsOnALogarithmicAxis() {
        Frame frame = firstFrame(layout());
        assertThat(frame.x(1)).isEqualTo(frame.area().getCenterX());
        assertThat(frame.y(0.01) - frame.y(0.1)).isCloseTo(frame.y(0.1) - frame.y(1), offset(1e-9));
        assertThat(frame.y(1e-3)).isEqualTo(frame.floor());
        assertThat(frame.y(0)).isGreaterThan(frame.floor());
    }

    @Test
    void svgIsWellFormedAndItsTextIsText() throws Exception {
        String svg = RENDERER.draw(figure()).svg();
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getDocumentElement().getTextContent())
                .contains("transverse momentum p", "exact <&> \"x\"", "A test & a <figure>");
        assertThat(svg).contains("font/ttf;base64").doesNotContain("NaN", "Infinity");
    }

    @Test
    void pdfTextCanBeSearchedAndItsFontIsEmbedded() throws Exception {
        try (PDDocument document = Loader.loadPDF(RENDERER.draw(figure()).pdf())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("transverse momentum pT [GeV]", "First", "Second");
            PDResources resources = document.getPage(0).getResources();
            for (COSName name : resources.getFontNames()) {
                assertThat(resources.getFont(name).isEmbedded()).isTrue();
                assertThat(resources.getFont(name).getName()).contains("SourceSans3");
            }
            assertThat((double) document.getPage(0).getMediaBox().getWidth()).isCloseTo(layout().width(), offset(0.01));
        }
    }

    @Test
    void theSameFigureIsTheSameBytes() {
        assertThat(new Renderer().draw(figure()).pdf())
                .isEqualTo(RENDERER.draw(figure()).pdf());
        assertThat(new Renderer().draw(figure()).svg())
                .isEqualTo(RENDERER.draw(figure()).svg());
    }

    @Test
    void pngHasInkAndColourOnPaper() throws Exception {
        byte[] png = RENDERER.draw(figure()).png(2);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        assertThat(width).isEqualTo((int) Math.ceil(2 * layout().width()));
        Set<Integer> colours = IntStream.range(0, width * image.getHeight())
                .mapToObj(i -> image.getRGB(i % width, Math.floorDiv(i, width)) & 0xFFFFFF)
                .collect(Collectors.toSet());
        assertThat(colours).contains(0xFFFFFF, Colour.INK.rgb(), Colour.of(0).rgb());
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }
}
