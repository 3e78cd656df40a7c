package org.opencompliance.archiver.item.copy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.Participant;

/** The named properties of an imported message, for searches and for verification. */
public final class ItemProperties {

    private ItemProperties() {}

    /** Names of ASCII letters and digits to values; a value missing in the item is absent. */
    public static Map<String, String> of(Item item) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("ItemId", item.id());
        put(properties, "Network", item.network());
        put(properties, "Type", item.type());
        put(properties, "Owner", owner(item));
        properties.put("ArchivedAt", item.archivedAt().toString());
        properties.put("OriginalSha256", item.originalSha256());
        return properties;
    }

    private static String owner(Item item) {
        Participant owner = item.owner();
        if (owner == null) {
            return null;
        }
        return owner.mobile() != null ? owner.mobile() : owner.address() != null ? owner.address() : owner.name();
    }

    private static void put(Map<String, String> properties, String name, String value) {
        if (value != null && !value.isBlank()) {
            properties.put(name, ShortText.of(value));
        }
    }
}
