package rapidity.app.report.figure;

/// A figure ready for paper, in each of the outputs.
public final class Drawing {
    private final Figure figure;
    private final Layout layout;
    private final Renderer renderer;

    Drawing(Figure figure, Layout layout, Renderer renderer) {
        this.figure = figure;
        this.layout = layout;
        this.renderer = renderer;
    }

    /// A file of its own that looks the same everywhere: it carries the letters that it uses.
    public String svg() {
        return SvgCanvas.file(figure, layout, renderer);
    }

    /// An element for a page that supplies the font and may restyle the colours by their roles.
    public String inlineSvg() {
        return SvgCanvas.inline(figure, layout, renderer);
    }

    /// One page of the figure's size; text is text, its font embedded.
    public byte[] pdf() {
        return PdfCanvas.file(figure, layout, renderer);
    }

    /// Pixels for slides.
    ///
    /// @param scale pixels per point (1/72 inch)
    public byte[] png(double scale) {
        return PngCanvas.file(layout, scale, renderer);
    }
}
