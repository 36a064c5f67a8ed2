package rapidity.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Our side of a [Contestant].
final class Turns {
    private Turns() {}

    /// Works in turns until the input ends.
    ///
    /// @param share of a repetition that is reported
    static void serve(Runnable work, double share) throws IOException {
        System.out.println("{}");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(
                    Timing.turn(work, Double.parseDouble(line)).times(share).json());
        }
    }
}
