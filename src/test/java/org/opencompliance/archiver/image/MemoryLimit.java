package org.opencompliance.archiver.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A control group of Linux whose processes together have a limit of memory, as the containers of a pod have. */
public final class MemoryLimit implements AutoCloseable {

    /** Of the first and of the second version of control groups: folder, limit, most used, kills. */
    private enum Version {
        FIRST("memory", "memory.limit_in_bytes", "memory.max_usage_in_bytes", "memory.oom_control"),
        SECOND("", "memory.max", "memory.peak", "memory.events");

        private final Path folder;
        private final String limit;
        private final String most;
        private final String events;

        Version(String folder, String limit, String most, String events) {
            this.folder = Path.of("/sys/fs/cgroup", folder);
            this.limit = limit;
            this.most = most;
            this.events = events;
        }
    }

    private static final String KILLS = "oom_kill ";

    private final Version version;
    private final Path group;

    private MemoryLimit(Version version, Path group) {
        this.version = version;
        this.group = group;
    }

    /** Empty where this account may make no such group. */
    public static Optional<MemoryLimit> of(long bytes) {
        for (Version version : Version.values()) {
            Path group = version.folder.resolve(
                    "wechat-archiver-test-" + ProcessHandle.current().pid());
            try {
                Files.createDirectory(group);
                Files.writeString(group.resolve(version.limit), Long.toString(bytes));
                return Optional.of(new MemoryLimit(version, group));
            } catch (IOException e) {
                group.toFile().delete();
            }
        }
        return Optional.empty();
    }

    /** The words before a command line that put its process into the group. */
    List<String> entering() {
        return List.of("/bin/sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
    }

    /** The most memory of all processes together, with the files that the system caches for them. */
    public long mostBytes() throws IOException {
        return Long.parseLong(Files.readString(group.resolve(version.most)).strip());
    }

    /** The number of processes that the system killed for the limit. */
    public long kills() throws IOException {
        return Files.readAllLines(group.resolve(version.events)).stream()
                .filter(line -> line.startsWith(KILLS))
                .mapToLong(line -> Long.parseLong(line.substring(KILLS.length())))
                .sum();
    }

    /** Removes the group, after its processes. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(group);
    }
}
