/// A user's own files: any format, and which columns are what.
@NullMarked
package rapidity.data;

import org.jspecify.annotations.NullMarked;
