/// ROOT files, for reading: TTrees of numbers and of arrays of numbers.
///
/// A tree describes itself through the class descriptions ("streamer infos") in its file, and these are read first; so
/// trees of any version of ROOT are understood without a table of versions.
@NullMarked
package rapidity.data.format.root;

import org.jspecify.annotations.NullMarked;
