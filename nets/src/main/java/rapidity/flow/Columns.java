package rapidity.flow;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Shape;
import rapidity.engine.Tensor;

/// Four numbers of every particle, each in a column `[events, particles]`: three of the momentum, then the energy or
/// what stands for it.
record Columns(List<Tensor> all) {
    /// A function of one column.
    interface OfColumn {
        Tensor apply(int k, Tensor column);
    }

    /// From rows `[events, particles, 4]`.
    static Columns of(Tensor rows, Chart.Order order) {
        Tensor byComponent = rows.permute(2, 0, 1);
        int events = rows.shape().axis(0);
        int particles = rows.shape().axis(1);
        List<Tensor> r = new ArrayList<>();
        for (int column = 0; column < Chart.COMPONENTS; column++) {
            int k = order.component(column);
            r.add(byComponent.slice(0, k, k + 1).reshape(events, particles));
        }
        return new Columns(List.copyOf(r));
    }

    /// As rows `[events, particles, 4]`.
    Tensor toRows(Chart.Order order) {
        Shape column = all.getFirst().shape();
        List<Tensor> parts = new ArrayList<>();
        for (int k = 0; k < Chart.COMPONENTS; k++) {
            parts.add(all.get(order.column(k)).reshape(1, column.axis(0), column.axis(1)));
        }
        return Tensor.concatenate(0, parts).permute(1, 2, 0);
    }

    Tensor at(int k) {
        return all.get(k);
    }

    /// The same with another column k.
    Columns with(int k, Tensor column) {
        return map((i, c) -> i == k ? column : c);
    }

    Columns map(OfColumn f) {
        List<Tensor> r = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            r.add(f.apply(k, all.get(k)));
        }
        return new Columns(List.copyOf(r));
    }
}
