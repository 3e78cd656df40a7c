package org.opencompliance.archiver.routing.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.item.ListedItem;

/**
 * Reads a page of the listing entry by entry, up to its limits. Ignores unknown fields of a newer source, and keeps an
 * unusable entry with its problem; all other invalid content is an error.
 */
public final class ListingReader extends StdDeserializer<Listing> {

    private static final long serialVersionUID = 1L;
    /** Maximum length of a cursor: it goes into the next request's address, and servers accept 8 KB. */
    private static final int LONGEST_CURSOR = 4_096;

    private static final Set<String> FIELDS = Set.of("items", "nextCursor", "totalCount");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final transient ListingLimits limits;

    private ListingReader(ListingLimits limits) {
        super(Listing.class);
        this.limits = limits;
    }

    /** The JSON mapper of the routes for the listing. */
    public static ObjectMapper mapper(ListingLimits limits) {
        return JsonMapper.builder(limits.json())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new SimpleModule().addDeserializer(Listing.class, new ListingReader(limits)))
                .build();
    }

    @Override
    public Listing deserialize(JsonParser json, DeserializationContext context) throws IOException {
        try {
            return listing(json);
        } catch (StreamConstraintsException e) {
            throw exceeded(json);
        }
    }

    @Override
    public Listing getNullValue(DeserializationContext context) throws JsonMappingException {
        throw JsonMappingException.from(context, "null is no listing");
    }

    private Listing listing(JsonParser json) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            throw none(json, "no object");
        }
        List<ListedItem> items = null;
        String cursor = null;
        Long total = null;
        Set<String> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            // the entries of one of two lists would disappear without a trace
            if (FIELDS.contains(field) && !seen.add(field)) {
                throw none(json, "a field twice");
            }
            json.nextToken();
            switch (field) {
                case "items" -> items = items(json);
                case "nextCursor" -> cursor = cursor(json);
                case "totalCount" -> total = total(json);
                default -> json.skipChildren();
            }
        }
        if (items == null) {
            throw none(json, "no items, not even none");
        }
        return new Listing(items, cursor, total);
    }

    private List<ListedItem> items(JsonParser json) throws IOException {
        if (!json.isExpectedStartArrayToken()) {
            throw none(json, "items that are no list");
        }
        List<ListedItem> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == limits.entries()) {
                throw limits.tooMany();
            }
            items.add(new EntryReader(items.size() + 1).read(json));
        }
        return items;
    }

    private static String cursor(JsonParser json) throws IOException {
        if (json.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        String cursor = json.getText();
        boolean usable =
                json.currentToken().isScalarValue() && cursor.length() <= LONGEST_CURSOR && EntryReader.isWhole(cursor);
        if (!usable) {
            throw none(json, "a cursor that cannot be asked for");
        }
        return cursor;
    }

    private static Long total(JsonParser json) throws IOException {
        if (json.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        String total = json.getText();
        if (!WHOLE_NUMBER.matcher(total).matches()) {
            throw none(json, "a total that is no number");
        }
        return Long.valueOf(total);
    }

    private SourceLimitException exceeded(JsonParser json) {
        long read = Math.max(
                json.currentLocation().getByteOffset(), json.currentLocation().getCharOffset());
        if (read >= limits.bytes()) {
            return limits.tooLarge();
        }
        return json.getParsingContext().getNestingDepth() > ListingLimits.DEPTH ? limits.tooDeep() : limits.tooLong();
    }

    private static NoListingException none(JsonParser json, String what) {
        return new NoListingException(json, what);
    }
}
