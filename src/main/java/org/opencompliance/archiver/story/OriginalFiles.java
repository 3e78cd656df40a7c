package org.opencompliance.archiver.story;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.opencompliance.archiver.exchange.mail.MailAttachment;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.MalformedItemException;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.storage.ObjectStore;

/** Reads stored originals: measures them, or takes the people from their headers. Writes no content anywhere. Thread-safe. */
final class OriginalFiles {

    /** Contains the header of most messages. */
    private static final int FIRST_READ = 16 * 1024;

    /** More than the largest header that the parser accepts. */
    private static final int MOST = (1 << 20) + FIRST_READ;

    private static final int BUFFER = 1 << 16;

    private final ObjectStore store;
    private final ItemParser parser;
    private final String connector;

    OriginalFiles(ObjectStore store, ItemParser parser, String connector) {
        this.store = store;
        this.parser = parser;
        this.connector = connector;
    }

    /** The size in bytes and the SHA-256 of an original as it is now. */
    record Measured(long size, String sha256) {}

    /** The people and the conversation that the header of an original names; owner and thread are null when it names none. */
    record Heading(List<Participant> participants, Participant owner, String thread) {}

    /** Reads the whole original; empty when there is no regular file or blob of that name. */
    Optional<Measured> measure(String name) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = store.open(name)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                size += count;
            }
            return Optional.of(new Measured(size, HexFormat.of().formatHex(digest.digest())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * The heading of an original, in the order of the import.
     *
     * @return empty when the original is missing, or its header cannot be read
     */
    Optional<Heading> heading(String name, String id, Instant archivedAt) throws IOException {
        ListedItem listed = new ListedItem(id, "", archivedAt == null ? Instant.EPOCH : archivedAt, -1, null);
        try (Item item = parser.parse(new ByteArrayInputStream(header(name)), listed, connector)) {
            return Optional.of(new Heading(
                    item.participants(),
                    item.owner(),
                    item.headers().conversation().threadId()));
        } catch (NoSuchFileException | MalformedItemException e) {
            return Optional.empty();
        }
    }

    /**
     * The attachments of an original that have the given names, in that order; of several with one name, the largest first.
     *
     * @return without sizes and hashes when the original cannot be read
     */
    List<Story.LeftOutFile> leftOut(String name, String id, List<String> names) throws IOException {
        ListedItem listed = new ListedItem(id, "", Instant.EPOCH, -1, null);
        List<MailAttachment> attachments = new ArrayList<>();
        try (InputStream in = store.open(name);
                Item item = parser.parse(in, listed, connector)) {
            attachments.addAll(item.mail().attachments());
            attachments.sort(Comparator.comparingLong(MailAttachment::size).reversed());
            return names.stream().map(file -> take(attachments, file)).toList();
        } catch (NoSuchFileException | MalformedItemException e) {
            return names.stream()
                    .map(file -> new Story.LeftOutFile(file, null, null))
                    .toList();
        }
    }

    private static Story.LeftOutFile take(List<MailAttachment> attachments, String name) {
        for (MailAttachment attachment : attachments) {
            if (attachment.name().equals(name)) {
                attachments.remove(attachment);
                return new Story.LeftOutFile(name, attachment.size(), attachment.sha256());
            }
        }
        return new Story.LeftOutFile(name, null, null);
    }

    private byte[] header(String name) throws IOException {
        byte[] first = store.readPart(name, 0, FIRST_READ);
        int end = end(first);
        if (end < 0 && first.length == FIRST_READ) {
            first = store.readPart(name, 0, MOST);
            end = end(first);
        }
        return end < 0 ? first : Arrays.copyOf(first, end);
    }

    /** The end of the first empty line after a line with text; -1 when there is none. */
    private static int end(byte[] bytes) {
        boolean text = false;
        boolean empty = true;
        for (int i = 0; i < bytes.length; i++) {
            boolean end = isLineEnd(bytes, i);
            if (end && empty && text) {
                return i + 1;
            }
            text |= bytes[i] > ' ' || bytes[i] < 0;
            empty = end || empty && bytes[i] == '\r';
        }
        return -1;
    }

    /** Some programs end lines with a carriage return alone. */
    private static boolean isLineEnd(byte[] bytes, int i) {
        return bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
    }
}
