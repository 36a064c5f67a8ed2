package rapidity.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import rapidity.data.dataset.AmplitudeEvents;
import rapidity.matrixelement.MatrixElement;
import rapidity.matrixelement.QqbarToZGluons;
import rapidity.matrixelement.StandardModel;

/// Calculates abs(M)^2 of the events of a file, some rows at a time, each thread a slice of them.
final class AmplitudeCalculation implements AutoCloseable {
    /// Rows at a time: a second's work, or less, for each number of gluons.
    private static final int[] ROWS = {1 << 16, 1 << 16, 1 << 16, 1 << 15, 1 << 13, 1 << 9};

    private final AmplitudeEvents events;
    private final Flavours flavours;
    private final List<MatrixElement.Evaluator> evaluators = new ArrayList<>();
    private final ExecutorService pool;
    private double[] rows = {};
    private double[] values = {};
    private long done;

    AmplitudeCalculation(AmplitudeEvents events, Flavours flavours, int threads) {
        this.events = events;
        this.flavours = flavours;
        MatrixElement process = new QqbarToZGluons(events.gluons(), flavours.common(), StandardModel.DEFAULT);
        for (int i = 0; i < threads; i++) {
            evaluators.add(process.evaluator());
        }
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().factory());
    }

    /// Calculates the next rows, if there are any.
    boolean next() throws IOException, InterruptedException {
        int count = (int) Math.min(ROWS[events.gluons()], events.count() - done);
        if (count == 0) {
            return false;
        }
        rows = events.rows(done, done + count);
        values = new double[count];
        List<Callable<Integer>> slices = new ArrayList<>();
        int threads = evaluators.size();
        for (int i = 0; i < threads; i++) {
            MatrixElement.Evaluator evaluator = evaluators.get(i);
            int from = (int) ((long) count * i / threads);
            int to = (int) ((long) count * (i + 1) / threads);
            slices.add(() -> {
                evaluator.values(rows, events.columns(), values, from, to);
                return to;
            });
        }
        for (Future<Integer> slice : pool.invokeAll(slices)) {
            finish(slice);
        }
        flavours.apply(values, done);
        done += count;
        return true;
    }

    private static void finish(Future<Integer> slice) throws InterruptedException {
        try {
            slice.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the calculation failed: " + e.getCause(), e.getCause());
        }
    }

    /// The rows that were calculated last.
    double[] rows() {
        return rows;
    }

    /// Their abs(M)^2.
    double[] values() {
        return values;
    }

    /// Number of events calculated.
    long done() {
        return done;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
