/// The compression codecs of the file formats: bytes in, bytes out.
@NullMarked
package rapidity.data.format.codec;

import org.jspecify.annotations.NullMarked;
