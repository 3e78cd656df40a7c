package org.opencompliance.sandbox.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Azure Storage account on loopback: the Azurite emulator as a process with its data in a folder. It is always ended by
 * SIGTERM, because a kill loses acknowledged data. It ends with the JVM in all cases. Thread-safe.
 */
public final class Azurite implements AutoCloseable {

    /** The account name of all emulators. */
    public static final String ACCOUNT = "devstoreaccount1";

    /** The published key of that account. */
    public static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final Pattern LISTENING =
            Pattern.compile("Azurite (Blob|Queue|Table) service is successfully listening at http://[^:]+:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 20;

    private final AzuriteInstallation installation;
    private final Path folder;
    private Map<String, Integer> ports = Map.of("Blob", 0, "Queue", 0, "Table", 0);
    private Process process;
    private int starts;

    private Azurite(AzuriteInstallation installation, Path folder) {
        this.installation = installation;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Starts the emulator on free ports and waits until it answers.
     *
     * @param folder contains its data and logs; created with owner-only permissions if missing
     */
    public static Azurite start(AzuriteInstallation installation, Path folder)
            throws IOException, InterruptedException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Azurite azurite = new Azurite(installation, folder);
        azurite.start();
        return azurite;
    }

    public URI blobEndpoint() {
        return endpoint("Blob");
    }

    public URI queueEndpoint() {
        return endpoint("Queue");
    }

    /** Connection string with the account key. */
    public String connectionString() {
        return "DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey=" + KEY + ";BlobEndpoint="
                + blobEndpoint() + ";QueueEndpoint=" + queueEndpoint() + ";";
    }

    /** An unused name for containers and queues: letters and digits, with room for a suffix of 30 characters. */
    public String freshName() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Restarts it on the same ports with the same data. Does nothing while it runs. */
    public synchronized void start() throws IOException, InterruptedException {
        for (int tries = 1; !isRunning(); tries++) {
            if (!startedListening() && tries == TRIES) {
                throw new IOException("The Azure Storage emulator did not start; see " + log());
            }
        }
    }

    /** Ends it by SIGTERM and waits for its end: all acknowledged data is kept. */
    public synchronized void stop() throws IOException, InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("The Azure Storage emulator did not end; see " + log());
            }
        }
    }

    public void restart() throws IOException, InterruptedException {
        stop();
        start();
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The number of its process. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Its output since the last start. */
    public synchronized Path log() {
        return folder.resolve("azurite-" + starts + ".log");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
    }

    /** Another program may have taken a port meanwhile: then the emulator ends at once, and the start is repeated later. */
    private boolean startedListening() throws IOException {
        starts++;
        List<String> options =
                new ArrayList<>(List.of("--silent", "--disableTelemetry", "--location", folder.toString()));
        ports.forEach((service, port) -> {
            String option = "--" + service.toLowerCase(Locale.ROOT);
            options.addAll(List.of(option + "Host", "127.0.0.1", option + "Port", Integer.toString(port)));
        });
        process = new ProcessBuilder(installation.command(options))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Integer> found = listening();
        while (found.size() < ports.size() && process.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            found = listening();
        }
        boolean started = found.size() == ports.size();
        if (started) {
            ports = found;
        } else {
            process.destroy();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        return started;
    }

    private Map<String, Integer> listening() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        Matcher lines = LISTENING.matcher(Files.readString(log(), StandardCharsets.UTF_8));
        while (lines.find()) {
            found.put(lines.group(1), Integer.valueOf(lines.group(2)));
        }
        return found;
    }

    private URI endpoint(String service) {
        return URI.create("http://127.0.0.1:" + ports.get(service) + "/" + ACCOUNT);
    }
}
