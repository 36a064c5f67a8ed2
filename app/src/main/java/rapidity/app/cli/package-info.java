/// The `rapidity` command.
@NullMarked
package rapidity.app.cli;

import org.jspecify.annotations.NullMarked;
