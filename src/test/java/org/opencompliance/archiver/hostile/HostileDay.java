package org.opencompliance.archiver.hostile;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A day with mostly hostile items, and later days with hostile listings. */
public final class HostileDay implements HostileSource.Behaviour {

    public static final String ANN = "ann@contoso.example";
    public static final String BEN = "ben@contoso.example";

    /** The fault in the listing of each later day. */
    public static final List<String> LISTINGS = List.of("large", "entries", "headers", "error", "cursors");

    private static final int NORMAL = 60;
    private static final int SLOW = 4;
    private static final int RECIPIENTS = 9_990;
    private static final int MANY = 20;
    private static final int MEGABYTE = 1 << 20;
    private static final int LONG = 700_000;
    private static final String HEAD =
            "From: \"8613900000001 Ann\" <" + ANN + ">\r\n" + "To: \"8613900000002 Ben\" <" + BEN + ">\r\n";
    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n";
    private static final String DATED = "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n";

    private final LocalDate day;
    private final boolean hostile;
    private final Set<String> normal =
            IntStream.range(0, NORMAL).mapToObj(i -> "normal-" + i).collect(Collectors.toSet());
    private volatile Instant listedAt;

    private HostileDay(LocalDate day, boolean hostile) {
        this.day = day;
        this.hostile = hostile;
    }

    public static HostileDay of(LocalDate day) {
        return new HostileDay(day, true);
    }

    /** The same day without its hostile items. */
    public static HostileDay ofOrdinaryItems(LocalDate day) {
        return new HostileDay(day, false);
    }

    public boolean isHostile() {
        return hostile;
    }

    /** The ids and subjects of the valid items. */
    public Set<String> normal() {
        return normal;
    }

    /** Time of the first listing of the day. */
    public Instant listedAt() {
        return listedAt;
    }

    @Override
    public void answer(Ask ask, Wire wire) throws IOException {
        if (!ask.isListing()) {
            item(ask.id(), wire);
            return;
        }
        for (int i = 0; i < LISTINGS.size(); i++) {
            if (ask.covers(noon(i + 1))) {
                listing(LISTINGS.get(i), wire);
                return;
            }
        }
        if (ask.covers(noon(0))) {
            wire.json(page());
            listedAt = listedAt == null ? Instant.now() : listedAt;
        } else {
            wire.json(Entries.attested());
        }
    }

    private Instant noon(int days) {
        return day.plusDays(days).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private void listing(String kind, Wire wire) throws IOException {
        switch (kind) {
            case "large" -> {
                wire.begin(200);
                wire.write("{\"items\":[");
                wire.repeat(Entries.entry("x", noon(1)) + ",", 500L * MEGABYTE);
            }
            case "entries" -> {
                wire.begin(200);
                wire.write("{\"items\":[");
                for (int i = 0; i < 5_000_000; i++) {
                    wire.write(Entries.entry("e" + i, noon(2)) + ",");
                }
            }
            case "headers" -> {
                wire.write("HTTP/1.1 200 OK\r\n");
                wire.repeat("X-Header: value\r\n", -1);
            }
            case "error" -> {
                wire.begin(500);
                wire.repeat("x", 500L * MEGABYTE);
            }
            default -> wire.json(Entries.pageBefore("cursor-" + System.nanoTime(), Entries.entry("the-same", noon(5))));
        }
    }

    private String page() {
        List<String> entries = new ArrayList<>();
        if (hostile) {
            addHostile(entries);
        }
        normal.forEach(id -> entries.add(entry(id)));
        return Entries.attested(entries.toArray(String[]::new));
    }

    private void addHostile(List<String> entries) {
        for (String kind : List.of("blanks", "date", "name", "hyphens")) {
            entries.add(entry(kind));
        }
        IntStream.range(0, MANY).forEach(i -> entries.add(entry("recipients-" + i)));
        IntStream.range(0, SLOW).forEach(i -> entries.add(entry("slow-" + i)));
        entries.add(entry("names"));
        entries.add(entry("endless"));
        entries.add(entry("busy"));
        entries.add(entry("error"));
        entries.add(entry("'normal-1'"));
        entries.add(entry("null"));
        entries.add("{\"id\":\"half-\\ud800\",\"type\":\"chat\",\"archivedAt\":\"" + noon(0) + "\"}");
        entries.add("{\"id\":\"timeless\",\"type\":\"chat\",\"archivedAt\":null}");
        entries.add("{\"id\":\"far\",\"type\":\"chat\",\"archivedAt\":\"+1000000000-12-31T23:59:59Z\"}");
        entries.add(sized("huge", "1e30"));
        entries.add(sized("negative", "-5"));
    }

    private String entry(String id) {
        return Entries.entry(id, noon(0));
    }

    private String sized(String id, String size) {
        return entry(id).replace("}", ",\"sizeBytes\":" + size + "}");
    }

    private void item(String id, Wire wire) throws IOException {
        if (id.startsWith("slow-")) {
            wire.begin(200);
            wire.drip(HEAD, 1_000);
        } else if (id.startsWith("recipients-")) {
            wire.message(recipients(id));
        } else if (id.equals("names")) {
            names(wire);
        } else if (id.equals("endless")) {
            wire.beginChunked(200);
            wire.repeatChunks();
        } else if (id.equals("busy")) {
            wire.answer(429, "Retry-After: 999999999\r\n", "");
        } else if (id.equals("error")) {
            wire.begin(500);
            wire.repeat("x", 500L * MEGABYTE);
        } else {
            wire.message(text(id));
        }
    }

    private static String text(String id) {
        return switch (id) {
            case "blanks" -> "X-TELEMESSAGE-ArchiveInitiator: a" + " ".repeat(LONG) + "b\r\n" + HEAD + DATED + TEXT;
            case "date" -> "Date: Mon" + " ".repeat(LONG) + "x\r\n" + HEAD + TEXT;
            case "name" ->
                HEAD + DATED + "Content-Type: application/octet-stream; name=\"a" + " .".repeat(LONG / 2)
                        + "b\"\r\n\r\nx";
            case "hyphens" -> "To: <x" + "-".repeat(LONG) + "x>\r\n" + HEAD + DATED + TEXT;
            default -> "Subject: " + id + "\r\n" + HEAD + DATED + TEXT;
        };
    }

    private static String recipients(String id) {
        String unknown = IntStream.range(0, RECIPIENTS)
                .mapToObj(i -> id + "-" + i + "@elsewhere.example")
                .collect(Collectors.joining(",\r\n "));
        return "Cc: " + unknown + "\r\n" + HEAD + DATED + TEXT;
    }

    /** 210 parts with names of one megabyte each. */
    private static void names(Wire wire) throws IOException {
        wire.begin(200);
        wire.write(HEAD + DATED + "Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (int i = 0; i < 210; i++) {
            wire.write("--b\r\nContent-Type: text/plain; name=\"");
            wire.repeat("n", MEGABYTE);
            wire.write("\"\r\n\r\nx\r\n");
        }
        wire.write("--b--\r\n");
    }
}
