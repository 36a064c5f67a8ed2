package rapidity.app.report.figure;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/// One PDF page. Text is text in the embedded font: it can be searched and copied.
final class PdfCanvas implements Canvas {
    private final PDDocument document;
    private final PDPageContentStream page;
    private final double height;
    private final Map<Typeface, PDFont> fonts = new HashMap<>();

    private PdfCanvas(PDDocument document, PDPageContentStream page, double height) {
        this.document = document;
        this.page = page;
        this.height = height;
    }

    static byte[] file(Figure figure, Layout layout, Renderer renderer) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle((float) layout.width(), (float) layout.height()));
            document.addPage(page);
            document.getDocumentInformation().setTitle(figure.description());
            // A fixed identity instead of the time, so that the same figure is the same bytes.
            document.setDocumentId((long) figure.name().hashCode());
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                renderer.draw(layout, new PdfCanvas(document, content, layout.height()));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A piece of page content, which may fail to be written.
    private interface Content {
        void write() throws IOException;
    }

    /// Writes content between a save and a restore of the page's state.
    private void apart(Content content) {
        try {
            page.saveGraphicsState();
            content.write();
            page.restoreGraphicsState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stroke(Shape path, Pen pen, @Nullable Rectangle2D clip) {
        if (path.getPathIterator(null).isDone()) {
            return;
        }
        apart(() -> {
            clip(clip);
            page.setStrokingColor(new Color(pen.colour().rgb()));
            page.setLineWidth((float) pen.width());
            page.setLineJoinStyle(1);
            page.setLineDashPattern(pen.dashLengths(), 0);
            opacity(pen.colour().alpha());
            trace(path);
            page.stroke();
        });
    }

    @Override
    public void fill(Shape path, Colour colour, @Nullable Rectangle2D clip) {
        if (path.getPathIterator(null).isDone()) {
            return;
        }
        apart(() -> {
            clip(clip);
            page.setNonStrokingColor(new Color(colour.rgb()));
            opacity(colour.alpha());
            trace(path);
            page.fill();
        });
    }

    @Override
    public void text(Glyphs glyphs) {
        apart(() -> {
            page.setNonStrokingColor(new Color(Colour.INK.rgb()));
            page.beginText();
            page.setFont(font(glyphs.typeface()), (float) glyphs.size());
            float x = (float) glyphs.x();
            float y = (float) (height - glyphs.y());
            page.setTextMatrix(glyphs.upwards() ? new Matrix(0, 1, -1, 0, x, y) : new Matrix(1, 0, 0, 1, x, y));
            page.showText(glyphs.typeface().printable(glyphs.text()));
            page.endText();
        });
    }

    private PDFont font(Typeface typeface) throws IOException {
        PDFont known = fonts.get(typeface);
        if (known != null) {
            return known;
        }
        PDFont font = PDType0Font.load(document, typeface.font(), true);
        fonts.put(typeface, font);
        return font;
    }

    private void opacity(double alpha) throws IOException {
        if (alpha < 1) {
            PDExtendedGraphicsState state = new PDExtendedGraphicsState();
            state.setNonStrokingAlphaConstant((float) alpha);
            state.setStrokingAlphaConstant((float) alpha);
            page.setGraphicsStateParameters(state);
        }
    }

    private void clip(@Nullable Rectangle2D area) throws IOException {
        if (area != null) {
            trace(area);
            page.clip();
        }
    }

    private void trace(Shape shape) throws IOException {
        double[] at = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(at);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> page.moveTo((float) at[0], y(at[1]));
                case PathIterator.SEG_LINETO -> page.lineTo((float) at[0], y(at[1]));
                case PathIterator.SEG_CUBICTO ->
                    page.curveTo((float) at[0], y(at[1]), (float) at[2], y(at[3]), (float) at[4], y(at[5]));
                case PathIterator.SEG_CLOSE -> page.closePath();
                default -> throw new IllegalArgumentException("figures have no quadratic curves");
            }
        }
    }

    private float y(double down) {
        return (float) (height - down);
    }
}
