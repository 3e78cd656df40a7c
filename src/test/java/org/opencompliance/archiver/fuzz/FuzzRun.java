package org.opencompliance.archiver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer on an input in a process of its own, with 300 MB of heap. All its files are in one folder: its log, the corpus, which a later
 * run continues, and the inputs that fail.
 */
final class FuzzRun {

    /** Readers count their steps, so this is for an endless loop only; a busy machine can stop a process for some seconds. */
    private static final int SECONDS_UNTIL_HUNG = 60;

    private static final Pattern FINAL = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+)");
    private static final Pattern FAILURE = Pattern.compile("== Java Exception: (.*(?:\n[^\t].*)*+)");
    private static final String ARCHIVER = "org.opencompliance.archiver.";
    private static final String COVERED =
            String.join(":", ARCHIVER + "**", "org.apache.james.mime4j.**", "org.apache.commons.csv.**");
    /** The checks, whose coverage is of no use. */
    private static final String NOT_COVERED = String.join(
            ":",
            ARCHIVER + "fuzz.**",
            ARCHIVER + "exchange.mail.MailTarget",
            ARCHIVER + "exchange.mail.MailTree",
            ARCHIVER + "item.copy.ItemTarget",
            ARCHIVER + "item.copy.RequestCheck",
            ARCHIVER + "routing.source.ListingTarget",
            ARCHIVER + "mapping.csv.MappingTarget");

    private final UntrustedInput input;
    private final Path folder;

    FuzzRun(UntrustedInput input, Path folder) {
        this.input = input;
        this.folder = folder.resolve(input.toString());
    }

    /**
     * The result.
     *
     * @param found the failure with the command that repeats it, or null
     * @param inputs how many inputs were tried, 0 after a failure
     * @param covered how many branches they reach
     */
    record Result(String found, long inputs, long covered) {}

    /**
     * Runs until it ends by itself.
     *
     * @param seconds at most, after the start
     * @param seed chooses the inputs
     */
    Result run(int seconds, int seed) throws IOException, InterruptedException {
        deleteFiles(folder.resolve("found"));
        deleteFiles(folder.resolve("temporary"));
        writeSeeds(Files.createDirectories(folder.resolve("corpus")));
        writeEntry();
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command(seconds, seed))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.waitFor();
            return result(Files.readString(log, UTF_8), process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private Result result(String log, int exit) throws IOException {
        Optional<Path> found = files(folder.resolve("found")).stream()
                .filter(file -> !file.toString().endsWith(".java"))
                .findFirst();
        if (found.isPresent()) {
            return new Result(failure(log, found.get()), 0, 0);
        }
        Matcher end = FINAL.matcher(log);
        if (exit != 0 || !end.find()) {
            throw new IOException("Jazzer ended with " + exit + " and no input, see " + folder.resolve("log.txt"));
        }
        return new Result(null, Long.parseLong(end.group(1)), Long.parseLong(end.group(2)));
    }

    private String failure(String log, Path found) throws IOException {
        byte[] bytes = Files.readAllBytes(found);
        Matcher failure = FAILURE.matcher(log);
        String problem = failure.find() ? failure.group(1) : "no exception, see " + folder.resolve("log.txt");
        return "The reader " + input.target(bytes) + " fails on " + found + ": " + problem
                + "\nRun it again: ./mvnw -q test -Dtest=KnownInputsHoldTest#oneInput -Dfuzz.input="
                + input.target(bytes) + ":" + Base64.getEncoder().encodeToString(UntrustedInput.content(bytes));
    }

    private void writeSeeds(Path corpus) throws IOException {
        List<byte[]> seeds = input.seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve(String.format("seed-%03d", i)), seeds.get(i));
        }
    }

    /** Copies the class of the entry, which shares its folder with all other tests. */
    private void writeEntry() throws IOException {
        String file = FuzzEntry.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve("entry").resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream in = FuzzEntry.class.getResourceAsStream("/" + file)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteFiles(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private List<String> command(int seconds, int seed) {
        String classes = System.getProperty("java.class.path");
        List<String> jazzer = Stream.of(classes.split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().startsWith("jazzer"))
                .toList();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx300m",
                "-Duser.timezone=Pacific/Chatham",
                "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                "-Dfuzz.classes=" + classes,
                "-Dfuzz.untrusted=" + input.name(),
                "-cp",
                folder.resolve("entry") + File.pathSeparator + String.join(File.pathSeparator, jazzer),
                "com.code_intelligence.jazzer.Jazzer"));
        command.addAll(options(seconds, seed));
        command.add(folder.resolve("corpus").toString());
        return command;
    }

    private List<String> options(int seconds, int seed) {
        return List.of(
                "--target_class=" + FuzzEntry.class.getName(),
                "--instrumentation_includes=" + COVERED,
                "--custom_hook_includes=" + COVERED,
                "--instrumentation_excludes=" + NOT_COVERED,
                "--reproducer_path=" + folder.resolve("found"),
                "-artifact_prefix=" + folder.resolve("found") + File.separator,
                "-dict=" + input.dictionary(),
                "-seed=" + seed,
                "-max_total_time=" + seconds,
                "-timeout=" + SECONDS_UNTIL_HUNG,
                "-report_slow_units=" + SECONDS_UNTIL_HUNG,
                "-rss_limit_mb=2048",
                "-len_control=0",
                "-max_len=" + input.longest());
    }
}
