package org.opencompliance.archiver.fuzz;

import java.nio.file.Path;
import java.util.Arrays;

public final class FuzzProgram {
    private FuzzProgram() {}

    public static void main(String[] args) throws Exception {
        FuzzRun run = new FuzzRun(FuzzTarget.valueOf(args[0]), Path.of(args[1]).toAbsolutePath());
        System.out.println(run.run(Arrays.asList(args).subList(2, args.length)));
        System.exit(0);
    }
}
