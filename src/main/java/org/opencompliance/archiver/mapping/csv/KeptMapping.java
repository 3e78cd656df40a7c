package org.opencompliance.archiver.mapping.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accepted mappings of a connector in the storage area, and the version in force. Thread-safe. */
public final class KeptMapping {

    private static final Logger LOG = LoggerFactory.getLogger(KeptMapping.class);
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{64}");

    /** Maximum number of attempts; one fails only when another process puts a mapping in force at the same moment. */
    private static final int TRIES = 5;

    private final ObjectStore store;
    private final String folder;
    private final ObjectMapper json = new ObjectMapper();
    private volatile String complaint = "";

    public KeptMapping(ObjectStore store, String connector) {
        this.store = store;
        this.folder = "state/" + connector + "/mapping/";
    }

    /** The bytes of the mapping in force, or null when there is no readable one. */
    byte[] read() throws IOException {
        String version = version(store.read(inForce()));
        if (version == null) {
            return null;
        }
        byte[] content = store.read(name(version)).map(StoredObject::content).orElse(null);
        if (content == null) {
            complain("it is missing");
        } else if (!Sha256.hex(content).equals(version)) {
            complain("its content does not match its SHA-256");
            return null;
        }
        return content;
    }

    boolean isInForce(String version) throws IOException {
        return version.equals(version(store.read(inForce())));
    }

    void add(String version, byte[] content) throws IOException {
        store.create(name(version), ObjectContent.of(content));
    }

    void remember(String version) throws IOException {
        byte[] content = json.writeValueAsBytes(
                Map.of("version", version, "at", store.now().toString()));
        for (int i = 0; i < TRIES; i++) {
            Optional<StoredObject> before = store.read(inForce());
            boolean written = before.isPresent()
                    ? store.replace(inForce(), content, before.get().version()).isPresent()
                    : store.create(inForce(), ObjectContent.of(content)).isPresent();
            if (written) {
                return;
            }
        }
        throw new IOException(
                "Could not write " + inForce() + " in " + TRIES + " tries: another process was first each time");
    }

    /** When the mapping in force was accepted; empty when an earlier version of the program stored it. */
    Optional<Instant> acceptedAt() throws IOException {
        return store.read(inForce())
                .map(stored -> field(stored.content(), "at"))
                .flatMap(KeptMapping::time);
    }

    Instant now() throws IOException {
        return store.now();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Logs once that the stored mapping is unusable; the next accepted mapping file replaces it. */
    void complain(String reason) {
        if (!reason.equals(complaint)) {
            complaint = reason;
            LOG.error("The mapping kept in {} cannot be put in force again: {}", folder, reason);
        }
    }

    private String version(Optional<StoredObject> remembered) {
        if (remembered.isEmpty()) {
            return null;
        }
        String version = field(remembered.get().content(), "version");
        if (!VERSION.matcher(version).matches()) {
            complain("in-force.json names no version");
            return null;
        }
        return version;
    }

    private String field(byte[] content, String name) {
        try {
            JsonNode field = json.readTree(content).path(name);
            return field.asText();
        } catch (IOException e) {
            return "";
        }
    }

    private String inForce() {
        return folder + "in-force.json";
    }

    private String name(String version) {
        return folder + version + ".csv";
    }
}
