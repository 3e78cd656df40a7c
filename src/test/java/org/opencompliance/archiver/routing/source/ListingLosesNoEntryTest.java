package org.opencompliance.archiver.routing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.item.ListedItem;

class ListingLosesNoEntryTest {

    private static final String ENTRY = "{\"id\":\"a\",\"archivedAt\":\"2026-11-20T00:00:00Z\"}";

    private final ObjectMapper json = ListingReader.mapper(new ListingLimits(10_000, 10));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[" + ENTRY + "],\"items\":[]}",
                "{\"items\":[],\"nextCursor\":\"c\",\"nextCursor\":null}",
                "{\"items\":[],\"totalCount\":1,\"totalCount\":0}"
            })
    void aFieldOfThePageThatIsThereTwiceIsRefused(String page) {
        assertThatThrownBy(() -> json.readValue(page, Listing.class))
                .isInstanceOf(NoListingException.class)
                .hasMessageContaining("it has a field twice");
    }

    @Test
    void aSecondPageAfterThePageIsRefused() {
        assertThatThrownBy(() -> json.readValue("{\"items\":[]}{\"items\":[" + ENTRY + "]}", Listing.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void anEntryWithTwoIdsIsMarked() throws Exception {
        String entry = ENTRY.replace("}", ",\"id\":\"b\"}");

        assertThat(json.readValue("{\"items\":[" + entry + "]}", Listing.class).items())
                .singleElement()
                .extracting(ListedItem::id, ListedItem::problem)
                .containsExactly("a", "Entry 1 of the page, field id: given twice");
    }

    @Test
    void anIdOrTypeThatIsTooLongForTheLedgerIsMarked() throws Exception {
        String han = "\u5fae";
        String longId = ENTRY.replace("\"a\"", "\"" + han.repeat(456) + "\"");
        String longType = ENTRY.replace("}", ",\"type\":\"" + han.repeat(114) + "\"}");
        String longest = ENTRY.replace("\"a\"", "\"" + han.repeat(455) + "\"")
                .replace("}", ",\"type\":\"" + han.repeat(113) + "\"}");

        assertThat(json.readValue("{\"items\":[" + longId + "," + longType + "," + longest + "]}", Listing.class)
                        .items())
                .extracting(ListedItem::isUsable)
                .containsExactly(false, false, true);
    }
}
