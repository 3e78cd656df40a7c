package org.opencompliance.archiver.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes samples of the program from {@code /proc}, its folder for temporary files and its metrics. */
final class Readings {

    private static final double MEGABYTE = 1 << 20;
    private static final double KILOBYTES = 1024;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path process;
    private final Path temporary;
    private final URI metrics;
    private final long begun = System.nanoTime();

    /** @param temporary folder for contents in work */
    Readings(long pid, Path temporary, URI metrics) {
        this.process = Path.of("/proc", Long.toString(pid));
        this.temporary = temporary;
        this.metrics = metrics;
    }

    /** The quantities now. */
    Sample take() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(metrics).timeout(Duration.ofMinutes(1)).build();
        List<String> lines =
                client.send(request, BodyHandlers.ofString()).body().lines().toList();
        List<String> handles = handles();
        long sockets =
                handles.stream().filter(target -> target.startsWith("socket:")).count();
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        values.put(Quantity.THREADS, status("Threads:"));
        values.put(Quantity.HANDLES, (double) handles.size() - sockets);
        values.put(Quantity.SOCKETS, (double) sockets);
        values.put(Quantity.TEMPORARY_FILES, (double) temporaryFiles());
        values.put(Quantity.PENDING, sum(lines, "archiver_items_pending"));
        values.put(Quantity.HEAP, sum(lines, "jvm_gc_live_data_size_bytes") / MEGABYTE);
        values.put(Quantity.METASPACE, sum(lines, "jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace") / MEGABYTE);
        values.put(Quantity.CODE_CACHE, sum(lines, "jvm_memory_used_bytes{area=\"nonheap\",id=\"Code") / MEGABYTE);
        values.put(Quantity.DIRECT, sum(lines, "jvm_buffer_memory_used_bytes{id=\"direct") / MEGABYTE);
        values.put(Quantity.RESIDENT, status("VmRSS:") / KILOBYTES);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Sample(seconds, (long) sum(lines, "archiver_items_staged_total"), values);
    }

    /** The highest resident memory so far, in MB. */
    double peak() throws IOException {
        return status("VmHWM:") / KILOBYTES;
    }

    /** The sum of the series whose line begins so. */
    private static double sum(List<String> lines, String begin) {
        return lines.stream()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private double status(String field) throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The targets of the open handles. */
    private List<String> handles() throws IOException {
        try (Stream<Path> handles = Files.list(process.resolve("fd"))) {
            return handles.map(Readings::target).toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(Files::isRegularFile).count();
        } catch (java.io.UncheckedIOException e) {
            // a file that went away while the folder was read
            return Files.exists(temporary) ? temporaryFiles() : 0;
        }
    }
}
