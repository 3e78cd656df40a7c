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

/** Figures that the JVMs of a build add up, of which there are several: each adds its own when its tests are over. */
public final class BuildTotals {

    /** The folder of the build at hand. */
    private static final String FOLDER = System.getProperty("build.totals", "");

    private BuildTotals() {}

    /**
     * Adds figures to those of the JVMs that were done before; outside of a build there are none.
     *
     * @return the sums, by the names of the figures
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
