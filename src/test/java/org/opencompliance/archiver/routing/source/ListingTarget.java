package org.opencompliance.archiver.routing.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.fuzz.ListingWriter;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.routing.FailureText;

/** What holds for every answer that is read as a page of the listing. */
public final class ListingTarget {

    private static final ListingLimits LIMITS = new ListingLimits(20_000, 30);
    private static final ObjectMapper JSON = ListingReader.mapper(LIMITS);
    private static final Pattern PROBLEM = Pattern.compile(
            "Entry [0-9]{1,2} of the page(?: is no object|, field (?:id|type|archivedAt|sizeBytes|sha256): [a-zA-Z0-9 ,]+)");
    private static final Pattern FAILURE =
            Pattern.compile("The source's answer is not a listing: [A-Za-z, ]+(?: \\(line [0-9]+, column -?[0-9]+\\))?"
                    + "|The (?:page of the )?listing (?:is|has|holds) [a-z0-9A-Z ,]+(?: \\(telemessage[a-z.-]+\\))?"
                    + "|The connection failed: CharConversionException");
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_%-]{1,120}|[A-Za-z0-9_%-]{80}~[0-9a-f]{64}");

    private ListingTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Listing listing = read(new ByteArrayInputStream(input));
        Listing again = read(new OneByOne(input));
        assertThat(again).isEqualTo(listing);
        if (listing == null) {
            return;
        }
        List<Entry> entries = entries(input);
        assertThat(listing.items()).as("one item for each entry").hasSameSizeAs(entries);
        Set<String> ids = new HashSet<>();
        Set<String> encoded = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            ListedItem item = listing.items().get(i);
            assertUsableOrMarked(item);
            assertThat(!item.isUsable() || item.id().equals(entries.get(i).id()))
                    .as("a usable entry has one id, and its item has it")
                    .isTrue();
            ids.add(item.id());
            encoded.add(ItemId.encode(item.id()));
        }
        assertThat(encoded).as("names of objects").hasSameSizeAs(ids);
        assertThat(listing.nextCursor() == null || listing.nextCursor().length() <= 4096)
                .isTrue();
    }

    /** The same for pages that are JSON, mostly. */
    public static final class Written {

        private Written() {}

        public static void fuzzerTestOneInput(byte[] input) throws IOException {
            ListingTarget.fuzzerTestOneInput(ListingWriter.write(input));
        }
    }

    /** What is known of an entry without the reader; the id is null if there is none, or more than one. */
    private record Entry(String id) {}

    /** Null when it is refused as a whole. */
    private static Listing read(InputStream in) throws IOException {
        try {
            return JSON.readValue(in, Listing.class);
        } catch (JsonProcessingException | SourceLimitException | CharConversionException e) {
            assertThat(FailureText.of(e)).as("without data of the source").matches(FAILURE);
            return null;
        }
    }

    private static void assertUsableOrMarked(ListedItem item) {
        assertThat(item.id()).isNotEmpty();
        assertThat(ItemId.encode(item.id())).matches(ENCODED);
        if (!item.isUsable()) {
            assertThat(item.problem()).matches(PROBLEM);
            return;
        }
        assertThat(item.archivedAt())
                .isBetween(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999999Z"));
        assertThat(item.sizeBytes()).isGreaterThanOrEqualTo(-1);
        assertThat(item.sha256() == null || item.sha256().matches("[0-9a-fA-F]{64}"))
                .isTrue();
        assertThat(item.id().length()).isLessThanOrEqualTo(4096);
    }

    /**
     * All entries of all fields {@code items} of the page, read by tokens; by the same factory, because Jackson takes a known name
     * after the byte FF for that name.
     */
    private static List<Entry> entries(byte[] input) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (JsonParser json = JSON.getFactory().createParser(new ByteArrayInputStream(input))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean items = json.currentName().equals("items");
                json.nextToken();
                while (items && json.nextToken() != JsonToken.END_ARRAY) {
                    entries.add(entry(json));
                }
                json.skipChildren();
            }
        }
        return entries;
    }

    private static Entry entry(JsonParser json) throws IOException {
        String id = null;
        int ids = 0;
        boolean object = json.isExpectedStartObjectToken();
        while (object && json.nextToken() == JsonToken.FIELD_NAME) {
            ids += json.currentName().equals("id") ? 1 : 0;
            boolean named = json.currentName().equals("id");
            json.nextToken();
            id = named ? json.getText() : id;
            json.skipChildren();
        }
        json.skipChildren();
        return new Entry(ids == 1 ? id : null);
    }

    /** A stream that gives one byte at a time. */
    private static final class OneByOne extends ByteArrayInputStream {

        OneByOne(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(1, length));
        }
    }
}
