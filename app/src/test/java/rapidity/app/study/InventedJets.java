package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;

/// Jets of two sorts that differ in their width, in padded columns as users have them.
record InventedJets(int jets, long seed) {
    private static final int SLOTS = 12;

    /// Columns pt, eta, phi, charge (padded with zeros), and is_signal, jet_pt.
    Path write(Path file) throws IOException {
        Random random = new Random(seed);
        double[][] columns = new double[4][jets * SLOTS];
        double[] signal = new double[jets];
        double[] sum = new double[jets];
        for (int jet = 0; jet < jets; jet++) {
            signal[jet] = random.nextInt(2);
            double width = signal[jet] == 1 ? 0.2 : 0.12;
            int constituents = 4 + random.nextInt(SLOTS - 4);
            for (int i = jet * SLOTS; i < jet * SLOTS + constituents; i++) {
                columns[0][i] = 5 + 60 * random.nextDouble();
                columns[1][i] = 0.5 + width * random.nextGaussian();
                columns[2][i] = 1 + width * random.nextGaussian();
                columns[3][i] = random.nextInt(3) - 1;
                sum[jet] += columns[0][i];
            }
        }
        try (NpzWriter out = NpzWriter.create(file, WhenExists.REPLACE)) {
            String[] names = {"part_pt", "part_eta", "part_phi", "part_charge"};
            for (int c = 0; c < names.length; c++) {
                out.array(names[c], NpyType.FLOAT64, jets, SLOTS).write(columns[c]);
            }
            out.array("is_signal", NpyType.FLOAT64, jets).write(signal);
            out.array("jet_pt", NpyType.FLOAT64, jets).write(sum);
            out.commit();
        }
        return file;
    }
}
