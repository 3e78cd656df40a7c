package org.opencompliance.archiver.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.sandbox.DeadLetter;

/**
 * The content of a storage area, read as JSON and not by the program's own classes.
 *
 * @param staged number of originals
 * @param withoutRecord the originals without a work record
 * @param open the work records that are not closed
 * @param letters the open dead letters
 */
public record AreaState(long staged, Set<String> withoutRecord, List<String> open, List<DeadLetter> letters) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static AreaState of(ObjectStore store, String connector) throws IOException {
        Set<String> originals = names(store, "staged/" + connector + "/").stream()
                .filter(name -> name.endsWith(".eml"))
                .map(name -> name.replaceFirst("^staged/", "").replaceFirst("\\.eml$", ""))
                .collect(Collectors.toSet());
        long staged = originals.size();
        List<String> open = new ArrayList<>();
        for (String name : names(store, "work/" + connector + "/")) {
            originals.remove(name.replaceFirst("^work/", "").replaceFirst("\\.json$", ""));
            if (!json(store, name).hasNonNull("closedAt")) {
                open.add(name);
            }
        }
        return new AreaState(staged, originals, open, letters(store, connector));
    }

    public boolean settled() {
        return withoutRecord.isEmpty() && open.isEmpty();
    }

    private static List<DeadLetter> letters(ObjectStore store, String connector) throws IOException {
        List<DeadLetter> open = new ArrayList<>();
        for (String name : names(store, "dead-letters/" + connector + "/")) {
            JsonNode letter = json(store, name);
            if (!letter.hasNonNull("end")) {
                String reason =
                        letter.path("reason").asText().toLowerCase(Locale.ROOT).replace('_', '-');
                open.add(new DeadLetter(
                        letter.at("/listed/id").asText(), letter.path("mailbox").asText(null), reason));
            }
        }
        return open;
    }

    static List<String> names(ObjectStore store, String prefix) throws IOException {
        try (var objects = store.list(prefix)) {
            return objects.map(ObjectInfo::name).toList();
        }
    }

    static JsonNode json(ObjectStore store, String name) throws IOException {
        try (InputStream in = store.open(name)) {
            return JSON.readTree(in);
        }
    }
}
