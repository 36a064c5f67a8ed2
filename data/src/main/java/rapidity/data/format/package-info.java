/// File formats, one a class: bytes in, columns out.
@NullMarked
package rapidity.data.format;

import org.jspecify.annotations.NullMarked;
