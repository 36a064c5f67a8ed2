/// Every network against its contract and the golden numbers of the Python packages.
@NullMarked
package rapidity.net;

import org.jspecify.annotations.NullMarked;
