package org.opencompliance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums numbers over the JVMs of a build: each JVM adds its own after its tests. */
public final class BuildTotals {

    /** The folder of the current build. */
    private static final String FOLDER = System.getProperty("build.totals", "");

    private BuildTotals() {}

    /**
     * Adds numbers to those of the JVMs that finished earlier; outside of a build there are none.
     *
     * @return the sums, by name
     */
    public static SortedMap<String, Long> add(String kind, Map<String, Long> figures) {
        SortedMap<String, Long> sums = new TreeMap<>(figures);
        if (!FOLDER.isEmpty()) {
            try {
                share(Path.of(FOLDER, kind + ".properties"), sums);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sums;
    }

    private static void share(Path file, SortedMap<String, Long> sums) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // until the channel is closed
            channel.lock();
            Properties kept = new Properties();
            kept.load(Channels.newInputStream(channel));
            kept.forEach((name, figure) -> sums.merge((String) name, Long.valueOf((String) figure), Long::sum));
            sums.forEach((name, figure) -> kept.setProperty(name, figure.toString()));
            channel.truncate(0);
            channel.position(0);
            kept.store(Channels.newOutputStream(channel), null);
        }
    }
}
