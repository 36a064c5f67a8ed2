package rapidity.app.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Pixels. Letters are filled outlines, so no font of the system takes part.
final class PngCanvas implements Canvas {
    private final Graphics2D graphics;

    private PngCanvas(Graphics2D graphics) {
        this.graphics = graphics;
    }

    static byte[] file(Layout layout, double scale, Renderer renderer) {
        int width = (int) Math.ceil(layout.width() * scale);
        int height = (int) Math.ceil(layout.height() * scale);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setBackground(Color.WHITE);
        graphics.clearRect(0, 0, width, height);
        graphics.scale(scale, scale);
        renderer.draw(layout, new PngCanvas(graphics));
        graphics.dispose();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stroke(Shape path, Pen pen, @Nullable Rectangle2D clip) {
        float[] dashes = pen.dashLengths();
        float[] pattern = dashes.length == 0 ? null : dashes;
        graphics.setStroke(
                new BasicStroke((float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0));
        prepare(pen.colour(), clip);
        graphics.draw(path);
    }

    @Override
    public void fill(Shape path, Colour colour, @Nullable Rectangle2D clip) {
        prepare(colour, clip);
        graphics.fill(path);
    }

    @Override
    public void text(Glyphs glyphs) {
        AffineTransform place = AffineTransform.getTranslateInstance(glyphs.x(), glyphs.y());
        if (glyphs.upwards()) {
            place.rotate(-Math.PI / 2);
        }
        Shape letters = glyphs.typeface().outline(glyphs.text(), glyphs.size());
        fill(place.createTransformedShape(letters), Colour.INK, null);
    }

    private void prepare(Colour colour, @Nullable Rectangle2D clip) {
        graphics.setClip(clip);
        graphics.setColor(new Color(colour.rgb() | (int) Math.round(255 * colour.alpha()) << 24, true));
    }
}
