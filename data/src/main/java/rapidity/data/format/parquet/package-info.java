/// Parquet files: the part of the format in which tables of numbers and lists of numbers are written.
///
/// Why there is no library below it: docs/decisions/0004.
@NullMarked
package rapidity.data.format.parquet;

import org.jspecify.annotations.NullMarked;
