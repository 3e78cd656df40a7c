package org.opencompliance.sandbox.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.http.Effect;
import org.opencompliance.sandbox.http.Interference;

/** The items and the pages of their listings. Thread-safe; items may be added while a client reads a window. */
final class Listing {

    private static final Comparator<Entry> ORDER =
            Comparator.comparing((Entry entry) -> entry.item.archivedAt()).thenComparing(Entry::number);

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Entry> cursors = new ConcurrentHashMap<>();
    private long added;

    private record Entry(SiteItem item, long number) {}

    synchronized void add(SiteItem item) {
        entries.put(item.id(), new Entry(item, added++));
    }

    synchronized Optional<SiteItem> item(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::item);
    }

    boolean knows(String cursor) {
        return cursors.containsKey(cursor);
    }

    /** A page as JSON, starting after the cursor if present, with the control total if requested. */
    ObjectNode page(Window window, Optional<String> cursor, boolean total, Interference faults) {
        List<Entry> all = sorted(window);
        Optional<Entry> after = cursor.map(cursors::get);
        List<Entry> left = all.stream()
                .filter(entry -> after.isEmpty() || ORDER.compare(entry, after.get()) > 0)
                .toList();
        List<Entry> shown = left.subList(0, Math.min(window.limit(), left.size()));
        ObjectNode page = json.createObjectNode();
        ArrayNode items = page.putArray("items");
        if (faults.find(Effect.Kind.DOUBLED_ENTRY).isPresent()) {
            after.ifPresent(entry -> items.add(node(entry.item())));
        }
        shown.forEach(entry -> items.add(node(entry.item())));
        page.put("nextCursor", shown.size() < left.size() ? cursorAfter(shown.get(shown.size() - 1)) : null);
        if (faults.find(Effect.Kind.SAME_CURSOR).isPresent() && !shown.isEmpty()) {
            page.put("nextCursor", cursor.orElseGet(() -> cursorAfter(shown.get(0))));
        }
        if (total) {
            int off = faults.find(Effect.Kind.WRONG_TOTAL).map(Effect::number).orElse(0);
            page.put("totalCount", all.size() + off);
        }
        return page;
    }

    private synchronized List<Entry> sorted(Window window) {
        return entries.values().stream()
                .filter(entry -> window.holds(entry.item()))
                .sorted(ORDER)
                .toList();
    }

    /** Base64 text with all characters that a query must encode. */
    private String cursorAfter(Entry entry) {
        byte[] key = ("after " + entry.number() + entry.item().id()).getBytes(StandardCharsets.UTF_8);
        byte[] hash = HexFormat.of().parseHex(Digest.of(key).sha256());
        String cursor = Base64.getEncoder().encodeToString(hash) + "/+%";
        cursors.put(cursor, entry);
        return cursor;
    }

    private ObjectNode node(SiteItem item) {
        return json.createObjectNode()
                .put("id", item.id())
                .put("type", item.type())
                .put("archivedAt", item.archivedAt().toString())
                .put("sizeBytes", item.listed().size())
                .put("sha256", item.listed().sha256());
    }
}
