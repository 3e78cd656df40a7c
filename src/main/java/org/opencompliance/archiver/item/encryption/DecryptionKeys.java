package org.opencompliance.archiver.item.encryption;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The private keys of the customer by their ids, as the folder {@code archiver.decryption-keys} has them: one file {@code
 * <key id>.pem} for each, old and new. Immutable; no text of this class contains a key.
 */
public final class DecryptionKeys {

    /** No key: encrypted items stay encrypted. */
    public static final DecryptionKeys NONE = new DecryptionKeys(Map.of());

    private static final String PROPERTY = "archiver.decryption-keys";
    private static final String END = ".pem";
    private static final int MAX_BYTES = 1 << 16;

    private final Map<String, RSAPrivateKey> keys;

    DecryptionKeys(Map<String, RSAPrivateKey> keys) {
        this.keys = new TreeMap<>(keys);
    }

    /**
     * Reads and tests the keys of a folder.
     *
     * @param folder empty for no key
     * @throws IllegalArgumentException when a file has no usable key, or the folder has no file; the message names the
     *     file and no content
     */
    public static DecryptionKeys of(String folder) {
        if (folder.isBlank()) {
            return NONE;
        }
        Map<String, RSAPrivateKey> keys = new TreeMap<>();
        for (Path file : files(folder)) {
            keys.put(id(file), key(file));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(PROPERTY + " is the folder " + folder
                    + ", which has no file <key id>.pem: put the private key there");
        }
        return new DecryptionKeys(keys);
    }

    /** The files of the keys; none when the folder cannot be read. */
    public static List<Path> filesIn(String folder) {
        try {
            return folder.isBlank() ? List.of() : files(folder);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<Path> files(String folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(folder), "*" + END)) {
            return StreamSupport.stream(found.spliterator(), false)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(PROPERTY + " must be a folder that can be read: " + folder);
        }
    }

    /** The name of a file without its end; {@code %2F} stands for a character that a name cannot have. */
    private static String id(Path file) {
        String name = file.getFileName().toString();
        String encoded = name.substring(0, name.length() - END.length()).replace("+", "%2B");
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PROPERTY + ": write a percent sign in the name of " + file.getFileName() + " as %25");
        }
    }

    private static RSAPrivateKey key(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("the file is too long for a key");
            }
            return RsaKeyFile.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new IllegalArgumentException(PROPERTY + ": the file " + file.getFileName() + " cannot be read");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PROPERTY + ": the file " + file.getFileName() + " cannot be used: " + e.getMessage());
        }
    }

    /** The ids of the keys, in order. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    /** Whether there is no key. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** For one item that is read now. */
    public ItemDecryption forItem() {
        return new ItemDecryption(this);
    }

    /**
     * The ciphers that the data key of an item can have.
     *
     * @param keyId null when the item names no key: then every key is tried
     */
    List<PartCipher> open(DataKey dataKey, String keyId) {
        RSAPrivateKey named = keyId == null ? null : keys.get(keyId);
        Collection<RSAPrivateKey> candidates =
                keyId == null ? keys.values() : named == null ? List.of() : List.of(named);
        return candidates.stream().map(dataKey::open).flatMap(Optional::stream).toList();
    }

    /** Omits the keys. */
    @Override
    public String toString() {
        return "DecryptionKeys" + keys.keySet();
    }
}
