/// Trainer, optimisers, schedules and run directories.
@NullMarked
package rapidity.train;

import org.jspecify.annotations.NullMarked;
