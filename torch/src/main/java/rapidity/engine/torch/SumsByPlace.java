package rapidity.engine.torch;

import java.util.Arrays;

/// Sums of the rows that come to the same place, gathered side by side: adding them to their places in any order would
/// give other bits each time on a GPU.
final class SumsByPlace {
    private SumsByPlace() {}

    /// @param x `[rows, width]`
    /// @param places where each row comes
    /// @return `[count, width]`
    static Value of(Torch torch, Value x, int[] places, int count, int width) {
        int[] sources = sources(places, count);
        Value rows = torch.call("cat", new Value[] {x, torch.constant(0, 1, width)}, 0);
        Value gathered = torch.select(rows, 0, torch.places(sources));
        return torch.sum(torch.shaped(gathered, count, sources.length / Math.max(count, 1), width), 1);
    }

    /// For each place the rows that come there, as many for all: behind the last one the row past the end.
    private static int[] sources(int[] places, int count) {
        int[] number = new int[count];
        int most = 1;
        for (int place : places) {
            most = Math.max(most, ++number[place]);
        }
        int[] r = new int[count * most];
        Arrays.fill(r, places.length);
        Arrays.fill(number, 0);
        for (int i = 0; i < places.length; i++) {
            r[places[i] * most + number[places[i]]++] = i;
        }
        return r;
    }
}
