/// HDF5 files: the parts of the format that the libraries of the field write, and for writing the oldest layout.
///
/// Written from the HDF5 File Format Specification, version 3.0, of The HDF Group; the class names are its chapters.
/// Why there is no library below it: docs/decisions/0004.
@NullMarked
package rapidity.data.format.hdf5;

import org.jspecify.annotations.NullMarked;
