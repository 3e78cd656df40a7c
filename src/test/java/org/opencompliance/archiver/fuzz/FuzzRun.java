package org.opencompliance.archiver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer on a target in a process of its own, with 300 MB of heap. An input that takes too many steps fails in
 * its target; the time of this process counts only where it hangs. Its log, its corpus and the
 * inputs that fail are below {@code target/fuzz}.
 */
final class FuzzRun {

    private static final int SECONDS_UNTIL_HUNG = 120;
    private static final Pattern FINAL = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+)");
    private static final String COVERED =
            "org.opencompliance.archiver.**:org.apache.james.mime4j.**:org.apache.commons.csv.**";
    /** The checks are not what is to be covered. */
    private static final String NOT_COVERED = "org.opencompliance.archiver.fuzz.**"
            + ":org.opencompliance.archiver.exchange.mail.MailTarget:org.opencompliance.archiver.exchange.mail.MailTree"
            + ":org.opencompliance.archiver.item.copy.ItemTarget:org.opencompliance.archiver.item.copy.RequestCheck"
            + ":org.opencompliance.archiver.routing.source.ListingTarget"
            + ":org.opencompliance.archiver.mapping.csv.MappingTarget";

    private final FuzzTarget target;
    private final Path folder;

    /** @param folder where its files are; the corpus there is used again */
    FuzzRun(FuzzTarget target, Path folder) {
        this.target = target;
        this.folder = folder.resolve(target.toString());
    }

    /**
     * The result.
     *
     * @param found the files of inputs that failed
     * @param inputs how many inputs were tried, 0 after a failure
     * @param covered how many branches they reach
     */
    record Result(List<Path> found, long inputs, long covered) {}

    /**
     * Runs until it ends by itself.
     *
     * @param options of libFuzzer, such as {@code -runs=1000}
     */
    Result run(List<String> options) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("corpus"));
        Files.createDirectories(folder.resolve("found"));
        Files.createDirectories(folder.resolve("temporary"));
        writeSeeds(folder.resolve("corpus"));
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command(options))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.waitFor();
            return result(Files.readString(log, UTF_8), process);
        } finally {
            process.destroyForcibly();
        }
    }

    private Result result(String log, Process process) throws IOException {
        Matcher end = FINAL.matcher(log);
        boolean done = end.find();
        List<Path> found = found();
        if (process.exitValue() != 0 && found.isEmpty()) {
            throw new IOException("Jazzer ended with " + process.exitValue() + " and no input, see " + folder);
        }
        return new Result(found, done ? Long.parseLong(end.group(1)) : 0, done ? Long.parseLong(end.group(2)) : 0);
    }

    private List<Path> found() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("found"))) {
            return files.filter(file -> !file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private void writeSeeds(Path corpus) throws IOException {
        List<byte[]> seeds = target.seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve(String.format("seed-%03d", i)), seeds.get(i));
        }
    }

    private List<String> command(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "-XX:+UseSerialGC",
                "-Xshare:off",
                "-Xmx300m",
                "-Duser.timezone=Pacific/Chatham",
                "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                "--instrumentation_includes=" + COVERED,
                "--custom_hook_includes=" + COVERED,
                "--instrumentation_excludes=" + NOT_COVERED,
                "--reproducer_path=" + folder.resolve("found"),
                "-artifact_prefix=" + folder.resolve("found") + File.separator,
                "-timeout=" + SECONDS_UNTIL_HUNG,
                "-rss_limit_mb=2048",
                "-len_control=0",
                "-max_len=" + target.longest()));
        if (target.dictionary() != null) {
            command.add("-dict=" + target.dictionary());
        }
        command.addAll(options);
        command.add(folder.resolve("corpus").toString());
        return command;
    }
}
