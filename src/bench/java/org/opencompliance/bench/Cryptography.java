package org.opencompliance.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.bench.program.Program;
import org.opencompliance.bench.yardstick.CryptographyRate;
import org.opencompliance.bench.yardstick.Yardstick;

/**
 * The rate of the cryptography of TLS and of hashes with the compilers as the program has them, beside that of a JVM without options
 * for the compilers. The other measurements have no TLS.
 */
public final class Cryptography implements Measurement {

    /** Records: the JVM gives the second compiler what was called some thousand times, and uses its result later. */
    private static final int PRACTICE = 10_000;

    private static final int MEASURED = 20_000;
    /** Without it, a hundredth of the rate is possible. */
    private static final int FEW = 500;

    @Override
    public String name() {
        return "cryptography";
    }

    @Override
    public void measure(Bench bench, Figures figures) throws Exception {
        double program = rate(
                List.of(
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+DisplayVMOutputToStderr",
                        "-XX:-C1UpdateMethodData",
                        "-XX:CompilerDirectivesFile=" + Program.script("compiler.json")),
                PRACTICE,
                MEASURED);
        double bare = rate(List.of(), PRACTICE, MEASURED);
        double first = rate(List.of("-XX:TieredStopAtLevel=1"), FEW, FEW);
        figures.add(
                new Figure("AES-GCM and SHA-256", program, "MB/s").against(bare).goalAtLeast(0.8));
        figures.note("with the first compiler only: " + Math.round(first) + " MB/s");
    }

    private static double rate(List<String> options, int practice, int measured)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.add("-XX:+UseSerialGC");
        return Yardstick.rate(all, CryptographyRate.class, Integer.toString(practice), Integer.toString(measured));
    }
}
