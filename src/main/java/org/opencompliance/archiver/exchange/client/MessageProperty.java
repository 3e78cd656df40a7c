package org.opencompliance.archiver.exchange.client;

/**
 * A named property of a message with its value.
 *
 * @param id the full property id, such as {@code String {GUID} Name ArchiveItemId}
 * @param value the value that it must have, ignoring case
 */
public record MessageProperty(String id, String value) {

    String filter() {
        return "singleValueExtendedProperties/Any(ep: ep/id eq " + OData.literal(id) + " and ep/value eq "
                + OData.literal(value) + ")";
    }
}
