package org.opencompliance.archiver.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BiConsumer;

/** Reads the files of a program that runs. */
public final class FilesInUse {

    /** The name of a folder for the writes in progress. */
    private static final String UNFINISHED = ".tmp";

    private FilesInUse() {}

    /** Passes the bytes of each file as characters, except files in a folder for unfinished writes and files that disappear meanwhile. */
    public static void forEach(Path folder, BiConsumer<Path, String> reader) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                return entered.endsWith(UNFINISHED) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    read(file, reader);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static void read(Path file, BiConsumer<Path, String> reader) throws IOException {
        String text;
        try {
            text = Files.readString(file, ISO_8859_1);
        } catch (NoSuchFileException e) {
            return;
        }
        reader.accept(file, text);
    }
}
