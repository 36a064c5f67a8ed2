package rapidity.engine.torch;

import rapidity.engine.Buffer;
import rapidity.engine.PackedMatrix;
import rapidity.engine.kernel.Store;

/// Products with packed matrices, which lie row-major where the kernels of Java have their forward form.
record Matrices(Torch torch) {
    Value matrix(PackedMatrix m, Buffer packed) {
        return torch.part(packed, m.forward(), m.rows(), m.columns());
    }

    /// `to = m^T dy`, or is added.
    void back(PackedMatrix m, Buffer packed, Value dy, Value to, Store store) {
        int[] axes = {m.columns(), m.rows()};
        Value transposed = torch.strided(packed, m.forward(), axes, new int[] {1, m.columns()});
        torch.matmul(transposed, dy, store == Store.ADD ? to : null, to);
    }

    /// `gradient += dy x^T`.
    void addProducts(PackedMatrix m, Value dy, Value x, Buffer gradient) {
        Value sums = torch.part(gradient, m.gradient(), m.rows(), m.columns());
        torch.matmul(dy, torch.call("t", x), sums, sums);
    }

    /// `gradient += sums over tokens`.
    void addSums(int gradientAt, int rows, int tokens, Value dy, Buffer gradient) {
        Value sums = torch.part(gradient, gradientAt, rows, 1);
        torch.matmul(dy, torch.constant(1, tokens, 1), sums, sums);
    }
}
