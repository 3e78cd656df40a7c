package org.opencompliance.archiver.routing.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * The limits for one page of a listing.
 *
 * @param bytes maximum size of the page
 * @param entries maximum number of entries on the page
 */
public record ListingLimits(long bytes, int entries) {

    /**
     * Maximum length of a text or number, each in memory once; a text over the limit of an entry only affects that
     * entry.
     */
    private static final int TOKEN = 1 << 20;

    private static final int NAME = 1 << 10;
    /** Maximum nesting depth: a listing has three levels, and fields of a newer source can have more. */
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
