/// Histograms, ROC curves and other measures of how good a prediction is.
@NullMarked
package rapidity.metrics;

import org.jspecify.annotations.NullMarked;
