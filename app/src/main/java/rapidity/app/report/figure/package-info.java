/// Figures of publication quality: a [Figure] is immutable data, a [Renderer] draws it once on a [Canvas], and the
/// canvas is SVG, PDF or PNG.
///
/// The canvas has three verbs (stroke, fill, text) of its own instead of being a `java.awt.Graphics2D`: Java's font
/// system needs fontconfig and a system font, which a server without a desktop has not, and text drawn through it
/// differs between machines. [Typeface] reads the one shipped font itself, so that all three outputs use the same
/// widths and outlines everywhere. `java.awt.geom` supplies the shapes; it needs no display and no font.
@NullMarked
package rapidity.app.report.figure;

import org.jspecify.annotations.NullMarked;
