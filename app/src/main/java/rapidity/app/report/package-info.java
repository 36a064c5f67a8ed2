/// Reports, drawn from run directories.
@NullMarked
package rapidity.app.report;

import org.jspecify.annotations.NullMarked;
