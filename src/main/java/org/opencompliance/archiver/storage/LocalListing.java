package org.opencompliance.archiver.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.opencompliance.archiver.storage.SortedEntries.Entry;

/**
 * The objects with a prefix, in name order and without their metadata, read lazily. Each directory is read once, and each of its
 * entries once; the memory use does not grow with their number. No directory stays open between two objects.
 */
final class LocalListing implements Iterator<ObjectInfo>, Closeable {

    /** Number of directory entries held in memory, about a megabyte. */
    static final int PORTION = 8192;

    /** One level of the traversal: a folder with its remaining entries. */
    private record Level(Path directory, String name, SortedEntries entries) {}

    private final Path root;
    private final LocalFileNames names;
    private final String prefix;
    private final int portion;
    private final Deque<Level> levels = new ArrayDeque<>();
    private boolean begun;
    private long read;
    private ObjectInfo next;

    /** @param portion maximum number of directory entries held in memory */
    LocalListing(Path root, LocalFileNames names, String prefix, int portion) {
        this.root = root;
        this.names = names;
        this.prefix = prefix;
        this.portion = portion;
    }

    @Override
    public boolean hasNext() {
        if (!begun) {
            begin();
        }
        try {
            while (next == null && !levels.isEmpty()) {
                Level level = levels.peek();
                Entry entry = level.entries().poll();
                if (entry == null) {
                    levels.pop().entries().close();
                } else {
                    visit(level, entry);
                }
            }
            return next != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ObjectInfo next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ObjectInfo result = next;
        next = null;
        return result;
    }

    private void begin() {
        begun = true;
        String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        Path directory = folder.isEmpty() ? root : names.resolve(root, folder);
        enter(directory, folder, prefix.substring(folder.length()));
    }

    private void visit(Level level, Entry entry) {
        String name = level.name() + entry.name();
        if (entry.name().endsWith("/")) {
            String segment = entry.name().substring(0, entry.name().length() - 1);
            enter(level.directory().resolve(names.onDisk(segment)), name, "");
        } else {
            next = new ObjectInfo(name, entry.size(), entry.modified(), Map.of());
        }
    }

    private void enter(Path directory, String name, String start) {
        SortedEntries entries = new SortedEntries(portion);
        levels.push(new Level(directory, name, entries));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                read++;
                add(file, start, entries);
            }
            entries.sort();
        } catch (NoSuchFileException | NotDirectoryException e) {
            // a prefix need not have objects
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The condition on the name comes before the access to the disk. */
    private void add(Path file, String start, SortedEntries entries) throws IOException {
        String onDisk = file.getFileName().toString();
        String segment = names.segment(onDisk);
        if (!names.visible(onDisk) || !segment.startsWith(start)) {
            return;
        }
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isRegularFile() || found.isDirectory()) {
                String name = found.isDirectory() ? segment + "/" : segment;
                entries.add(
                        new Entry(name, found.size(), found.lastModifiedTime().toInstant()));
            }
        } catch (NoSuchFileException e) {
            // removed since the directory was read
        }
    }

    /** Number of directory entries that were read. */
    long read() {
        return read;
    }

    /** Gives up the rest. */
    @Override
    public void close() {
        try {
            for (Level level : levels) {
                level.entries().close();
            }
            levels.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
