package org.opencompliance.archiver.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The names of the objects with a prefix, in order, read lazily. A directory is read in portions, so the memory use does not
 * grow with its size. No directory stays open between two names.
 */
final class LocalListing implements Iterator<String> {

    /** Number of directory entries held in memory, about a megabyte of names. */
    static final int PORTION = 8192;

    /** One level of the traversal: a folder, the remaining entries, and the start of the next portion. */
    private static final class Level {
        private final Path directory;
        private final String name;
        private final Deque<String> entries = new ArrayDeque<>();
        private String last = "";
        private boolean complete;

        private Level(Path directory, String name) {
            this.directory = directory;
            this.name = name;
        }
    }

    private final LocalFileNames names;
    private final String prefix;
    private final int portion;
    private final Deque<Level> levels = new ArrayDeque<>();
    private String next;

    /** @param portion maximum number of directory entries held in memory */
    LocalListing(Path root, LocalFileNames names, String prefix, int portion) {
        this.names = names;
        this.prefix = prefix;
        this.portion = portion;
        String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        levels.push(new Level(folder.isEmpty() ? root : names.resolve(root, folder), folder));
    }

    @Override
    public boolean hasNext() {
        while (next == null && !levels.isEmpty()) {
            Level level = levels.peek();
            if (level.entries.isEmpty() && !level.complete) {
                readPortion(level);
            }
            if (level.entries.isEmpty()) {
                levels.pop();
            } else {
                visit(level, level.entries.poll());
            }
        }
        return next != null;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        String result = next;
        next = null;
        return result;
    }

    private void visit(Level level, String entry) {
        if (!entry.endsWith("/")) {
            next = level.name + entry;
            return;
        }
        Path directory = level.directory.resolve(names.onDisk(entry.substring(0, entry.length() - 1)));
        levels.push(new Level(directory, level.name + entry));
    }

    private void readPortion(Level level) {
        TreeSet<String> entries = new TreeSet<>();
        boolean more = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(level.directory)) {
            for (Path file : files) {
                more |= keep(level, file, entries);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            level.complete = true;
            return;
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        level.entries.addAll(entries);
        level.complete = !more;
        level.last = entries.isEmpty() ? level.last : entries.last();
    }

    /** Keeps an entry if it belongs to the next portion; true when an entry is left for a later portion. */
    private boolean keep(Level level, Path file, TreeSet<String> entries) {
        String onDisk = file.getFileName().toString();
        String segment = names.segment(onDisk);
        // a folder sorts with its slash, as within a whole name; the cheap conditions come before the disk access
        if (!names.visible(onDisk)
                || !(level.name + segment).startsWith(prefix)
                || (segment + "/").compareTo(level.last) <= 0) {
            return false;
        }
        boolean full = entries.size() >= portion;
        if (full && segment.compareTo(entries.last()) > 0) {
            return true;
        }
        Optional<String> entry = entry(file, segment);
        if (entry.isEmpty() || entry.get().compareTo(level.last) <= 0) {
            return false;
        }
        entries.add(entry.get());
        if (entries.size() > portion) {
            entries.pollLast();
            return true;
        }
        return false;
    }

    private static Optional<String> entry(Path file, String segment) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(segment);
        }
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(segment + "/") : Optional.empty();
    }
}
