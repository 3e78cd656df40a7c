package org.opencompliance.archiver.command.lookup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.Story;
import org.opencompliance.archiver.story.StoryText;

/** A folder of exported items: a folder for each, and {@code SHA256SUMS} with the hash of every file. For one thread. */
final class ExportFolder {

    private static final String SUMS = "SHA256SUMS";

    private final Path root;
    private final ObjectStore store;
    private final List<String> sums = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    ExportFolder(Path root, ObjectStore store) throws IOException {
        this.root = Files.createDirectories(root);
        this.store = store;
        // messages and names of people: for this account alone, as the originals
        if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Adds an item with its originals and its story. */
    void add(Story story) throws IOException {
        if (items.contains(story.id())) {
            return;
        }
        items.add(story.id());
        String folder = ItemId.encode(story.id());
        Files.createDirectories(root.resolve(folder));
        for (Story.Original original : story.originals()) {
            copy(original, folder);
        }
        write(folder + "/story.txt", StoryText.of(story).getBytes(StandardCharsets.UTF_8));
        String text = new ObjectMapper().readTree(JsonObjects.bytes(story)).toPrettyString();
        write(folder + "/story.json", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void unknown(String id) {
        missing.add("The ledger has no item and no message " + TerminalText.shown(id));
    }

    /** Writes the hashes, in the form of {@code sha256sum}. */
    void close() throws IOException {
        Files.writeString(root.resolve(SUMS), String.join("", sums));
    }

    List<String> items() {
        return List.copyOf(items);
    }

    /** The ids without an item, and the originals that are not as recorded. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    private void copy(Story.Original original, String folder) throws IOException {
        String name = folder + original.name().substring(original.name().lastIndexOf('/'));
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(store.open(original.name()), digest)) {
            Files.copy(in, root.resolve(name));
        } catch (NoSuchFileException e) {
            missing.add("The original " + TerminalText.shown(original.name()) + " is missing");
            return;
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        sum(hash, name);
        if (!hash.equalsIgnoreCase(original.sha256())) {
            missing.add("The original " + TerminalText.shown(original.name()) + " is not as recorded");
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(root.resolve(name), content);
        sum(Sha256.hex(content), name);
    }

    private void sum(String hash, String name) {
        sums.add(hash + "  " + name + "\n");
    }
}
