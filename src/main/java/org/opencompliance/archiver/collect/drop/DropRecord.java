package org.opencompliance.archiver.collect.drop;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * The record of a ZIP that a collection took or parked.
 *
 * @param file the ZIP as the server listed it
 * @param outcome {@code taken}, {@code again} for the content that was taken before, or the label of the reason for which it is parked
 * @param sha256 of the ZIP, null when it was not read
 * @param detail why it is parked, null otherwise
 * @param items number of its EML files
 * @param firstDay the earliest archived-at day of its items, null without items
 * @param lastDay the latest one
 * @param nameless the EML files without an item id: the position in the ZIP by the id that the item got
 * @param run the collection
 * @param at when the record was made
 */
record DropRecord(
        DropFile file,
        String outcome,
        String sha256,
        String detail,
        int items,
        LocalDate firstDay,
        LocalDate lastDay,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> nameless,
        String run,
        Instant at) {

    DropRecord {
        nameless = nameless == null ? Map.of() : nameless;
    }

    static final String TAKEN = "taken";
    static final String AGAIN = "again";
}
