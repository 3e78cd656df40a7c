package org.opencompliance.archiver.routing.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * How much one page of a listing may be.
 *
 * @param bytes of the page
 * @param entries on the page
 */
public record ListingLimits(long bytes, int entries) {

    /** Of a text or a number; each is in memory once, and a longer one than an entry may have costs that entry alone. */
    private static final int TOKEN = 1 << 20;

    private static final int NAME = 1 << 10;
    /** A listing has three levels; fields that a newer source adds may have some more. */
    static final int DEPTH = 16;

    JsonFactory json() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(bytes)
                        .maxStringLength(TOKEN)
                        .maxNumberLength(TOKEN)
                        .maxNameLength(NAME)
                        .maxNestingDepth(DEPTH)
                        .build())
                .build();
    }

    SourceLimitException tooLarge() {
        return new SourceLimitException(
                "The page of the listing is over " + bytes + " bytes (telemessage.listing-limit)");
    }

    SourceLimitException tooDeep() {
        return new SourceLimitException("The listing is nested deeper than " + DEPTH);
    }

    SourceLimitException tooLong() {
        return new SourceLimitException(
                "The listing holds a text or a number of over " + TOKEN + " characters, or a name of over " + NAME);
    }

    SourceLimitException tooMany() {
        return new SourceLimitException(
                "The page of the listing has over " + entries + " entries (telemessage.listing-entries)");
    }
}
