/// Layers on images, `[images * pixels, channels]`: convolutions and their transposes.
@NullMarked
package rapidity.layer.image;

import org.jspecify.annotations.NullMarked;
