package rapidity.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rapidity.random.RandomStreams;

/// See [Batches#joint].
final class JointBatches implements Batches {
    private final List<Batches> sets;

    private JointBatches(List<Batches> sets) {
        this.sets = sets;
    }

    static JointBatches of(List<int[]> sets, int size, RandomStreams streams) {
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("no set of events to train on");
        }
        return new JointBatches(IntStream.range(0, sets.size())
                .<Batches>mapToObj(i -> ShuffledBatches.whole(sets.get(i), size, streams, "shuffle/" + i))
                .toList());
    }

    @Override
    public int[] at(long step) {
        return sets.stream().flatMapToInt(b -> Arrays.stream(b.at(step))).toArray();
    }

    @Override
    public int size() {
        return sets.stream().mapToInt(Batches::size).sum();
    }

    @Override
    public String description() {
        return sets.stream().map(Batches::description).collect(Collectors.joining("; jointly with "));
    }
}
