package rapidity.layer.irreps;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import rapidity.engine.Tensor;
import rapidity.irreps.ClebschGordan;
import rapidity.irreps.ClebschGordan.Term;

/// The product of the features of two irreps, projected onto a third, by the coefficients that are not zero.
record SparseProduct(ClebschGordan coefficients) {
    /// @param x components of the first factor are axis 0
    /// @param y components of the second factor are axis 0, the other axes are those of x, or of length 1
    /// @return components of the result are axis 0
    ComplexTensor apply(ComplexTensor x, ComplexTensor y) {
        int[] first = indices(Term::first);
        int[] second = indices(Term::second);
        return collected(x.each(t -> t.gather(first)).times(y.each(t -> t.gather(second))));
    }

    /// @param pairs all products of components, those of the second factor running fastest, are axis 0
    ComplexTensor ofPairs(ComplexTensor pairs) {
        int width = coefficients.second().dimension();
        int[] pair = indices(t -> t.first() * width + t.second());
        return collected(pairs.each(t -> t.gather(pair)));
    }

    private ComplexTensor collected(ComplexTensor products) {
        List<Term> terms = coefficients.terms();
        int[] axes = products.shape().toArray();
        Arrays.fill(axes, 1);
        axes[0] = terms.size();
        double[] values = terms.stream().mapToDouble(Term::value).toArray();
        Tensor factors = products.re().tape().tensor(values, axes);
        int[] rows = indices(Term::row);
        return products.each(
                t -> t.times(factors).scatterAdd(coefficients.result().dimension(), rows));
    }

    private int[] indices(ToIntFunction<Term> of) {
        return coefficients.terms().stream().mapToInt(of).toArray();
    }
}
