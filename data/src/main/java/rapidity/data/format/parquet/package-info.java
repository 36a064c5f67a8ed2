/// Parquet files: read by the library hardwood, written here.
@NullMarked
package rapidity.data.format.parquet;

import org.jspecify.annotations.NullMarked;
