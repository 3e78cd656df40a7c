package org.opencompliance.archiver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Writes a page of a listing as a fuzzer chooses, mostly with valid JSON: fields missing, twice, unknown or of another type. */
public final class ListingWriter {

    private static final List<String> VALUES = List.of(
            "null",
            "\"a\"",
            "\"\"",
            "7",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "true",
            "[]",
            "{\"id\":\"inner\"}",
            "[[[1,{\"a\":null}]]]",
            "\"\\ud800\"",
            "\"../\\u0000%2F\\u4f1a\"");
    private static final List<String> FIELDS =
            List.of("id", "id", "archivedAt", "archivedAt", "sizeBytes", "sha256", "type", "other");
    private static final List<String> TIMES = List.of(
            "\"2026-11-20T00:00:00Z\"",
            "\"2026-11-20T00:00:00+0800\"",
            "\"2026-11-20\"",
            "1795132800",
            "1795132800.123456789",
            "\"9999-12-31T23:59:59-23:59\"",
            "\"0000-01-01T00:00:00Z\"",
            "-99999999999");

    private final Choices choices;

    private ListingWriter(Choices choices) {
        this.choices = choices;
    }

    public static byte[] write(byte[] fuzz) {
        return new ListingWriter(new Choices(fuzz)).page().getBytes(UTF_8);
    }

    private String page() {
        StringBuilder page = new StringBuilder("{");
        for (int i = choices.below(5); i >= 0; i--) {
            page.append(choices.of(List.of("\"items\":", "\"nextCursor\":", "\"totalCount\":", "\"new\":")));
            page.append(page.toString().endsWith("\"items\":") && !choices.oneIn(8) ? entries() : choices.of(VALUES));
            page.append(i > 0 ? "," : "");
        }
        page.append(choices.oneIn(16) ? "" : "}");
        return page.append(choices.oneIn(16) ? " {\"items\":[{\"id\":\"b\"}]}" : "\n")
                .toString();
    }

    private String entries() {
        StringBuilder entries = new StringBuilder("[");
        for (int i = choices.below(36); i > 0; i--) {
            entries.append(choices.oneIn(6) ? choices.of(VALUES) : entry()).append(i > 1 ? "," : "");
        }
        return entries.append("]").toString();
    }

    private String entry() {
        StringBuilder entry = new StringBuilder("{");
        for (int i = choices.below(6); i > 0; i--) {
            String field = choices.of(FIELDS);
            String value = choices.of(VALUES);
            String usual =
                    switch (field) {
                        case "archivedAt" -> choices.of(TIMES);
                        case "sha256" -> "\"" + "0aF3".repeat(16) + "\"";
                        case "id" -> "\"id" + choices.below(9) + "\"";
                        default -> value;
                    };
            entry.append('"').append(field).append("\":").append(choices.oneIn(4) ? value : usual);
            entry.append(i > 1 ? "," : "");
        }
        return entry.append("}").toString();
    }
}
