package org.opencompliance.archiver.routing.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;

/**
 * Reads one entry of the listing. Every entry stands for an item at the source. An unusable entry becomes an item with
 * the problem as its reason, under its id, or under a name made from its content when it has no id. The problem names the
 * entry by its number on the page, and the field.
 */
final class EntryReader {

    private static final Set<String> FIELDS = Set.of("id", "type", "archivedAt", "sizeBytes", "sha256");
    /** Maximum length of an id or a type; longer than real ones, and short enough for an address. */
    private static final int LONGEST_TEXT = 4_096;

    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");
    /** The range of times that give a valid daily folder and a valid Exchange date. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int NAME_DIGITS = 32;

    private final int number;
    private final Map<String, Value> values = new HashMap<>();
    private final MessageDigest content = Sha256.digest();
    private String problem;

    /**
     * A value of the entry.
     *
     * @param text null unless the value is a text or number within the maximum length
     */
    private record Value(JsonToken token, String text) {

        private static final Value NONE = new Value(JsonToken.VALUE_NULL, null);

        boolean isNone() {
            return token == JsonToken.VALUE_NULL;
        }
    }

    /** @param number of the entry on its page, from 1 */
    EntryReader(int number) {
        this.number = number;
    }

    ListedItem read(JsonParser json) throws IOException {
        if (json.isExpectedStartObjectToken()) {
            note(json);
            fields(json);
        } else {
            pass(json);
            problem = "Entry " + number + " of the page is no object";
        }
        return item();
    }

    /** Whether every character can be encoded: an unpaired surrogate cannot. */
    static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(character -> character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    private void fields(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            note(json);
            json.nextToken();
            if (FIELDS.contains(field) && values.putIfAbsent(field, value(field, json)) != null) {
                refuse(field, "given twice");
            }
            pass(json);
        }
    }

    private static Value value(String field, JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        boolean kept = (token == JsonToken.VALUE_STRING || token.isNumeric())
                && json.getTextLength() <= LONGEST_TEXT
                && ListedItem.encodedLength(json.getText()) <= longest(field);
        return new Value(token, kept ? json.getText() : null);
    }

    private static int longest(String field) {
        return field.equals("type") ? ListedItem.LONGEST_TYPE : ListedItem.LONGEST_ID;
    }

    /** Skips a value with all nested values. */
    private void pass(JsonParser json) throws IOException {
        int depth = 0;
        note(json);
        depth += change(json.currentToken());
        while (depth > 0) {
            depth += change(json.nextToken());
            note(json);
        }
    }

    private static int change(JsonToken token) {
        if (token == null) {
            return 0;
        }
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    private void note(JsonParser json) throws IOException {
        content.update((byte) json.currentToken().id());
        if (!json.currentToken().isStructStart() && !json.currentToken().isStructEnd()) {
            content.update(json.getText().getBytes(StandardCharsets.UTF_16BE));
        }
    }

    private ListedItem item() {
        String id = id();
        String type = type();
        Instant archivedAt = archivedAt();
        long size = size();
        String sha256 = digest();
        if (problem == null) {
            return new ListedItem(id, type, archivedAt, size, sha256);
        }
        return id == null
                ? ListedItem.nameless(HexFormat.of().formatHex(content.digest()).substring(0, NAME_DIGITS), problem)
                : ListedItem.unusable(id, archivedAt, problem);
    }

    private String id() {
        Value id = value("id");
        boolean text = id.text() != null && !id.text().isEmpty() && id.token() != JsonToken.VALUE_NUMBER_FLOAT;
        if (!text) {
            return refuse("id", id.isNone() ? "missing" : "no text of 1 to 4096 characters");
        }
        if (!isWhole(id.text())) {
            refuse("id", "contains half a character, which cannot be requested");
        }
        return id.text();
    }

    private String type() {
        Value type = value("type");
        return type.text() == null && !type.isNone()
                ? refuse("type", "no text of 4096 characters at most")
                : type.text();
    }

    private Instant archivedAt() {
        Value time = value("archivedAt");
        if (time.isNone()) {
            refuse("archivedAt", "missing");
            return null;
        }
        Instant read = time.text() == null ? null : instant(time);
        if (read == null || read.isBefore(EARLIEST) || read.isAfter(LATEST)) {
            refuse("archivedAt", "no time of the years 1 to 9999");
            return null;
        }
        return read;
    }

    private static Instant instant(Value time) {
        try {
            if (time.token() == JsonToken.VALUE_STRING) {
                return OffsetDateTime.parse(time.text(), TIME).toInstant();
            }
            return SECONDS.matcher(time.text()).matches() ? instant(new BigDecimal(time.text())) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant instant(BigDecimal seconds) {
        long whole = seconds.toBigInteger().longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    /** -1 when the source does not give it. */
    private long size() {
        Value size = value("sizeBytes");
        if (size.isNone()) {
            return -1;
        }
        if (size.text() == null || !SIZE.matcher(size.text()).matches()) {
            refuse("sizeBytes", "no number of bytes");
            return -1;
        }
        return Long.parseLong(size.text());
    }

    private String digest() {
        Value digest = value("sha256");
        if (digest.isNone()) {
            return null;
        }
        boolean hex = digest.text() != null && SHA_256.matcher(digest.text()).matches();
        return hex ? digest.text() : refuse("sha256", "not 64 hexadecimal digits");
    }

    private Value value(String field) {
        return values.getOrDefault(field, Value.NONE);
    }

    private String refuse(String field, String why) {
        problem = problem == null ? "Entry " + number + " of the page, field " + field + ": " + why : problem;
        return null;
    }
}
