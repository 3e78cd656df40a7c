package org.opencompliance.archiver.routing.watch;

import org.apache.camel.Exchange;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.work.WorkOrder;

/** Names the item of an exchange, for log lines. */
public final class ItemOf {

    private ItemOf() {}

    /** The item with its id, or the exchange when it has no item. */
    public static String exchange(Exchange exchange) {
        String id = id(exchange);
        return id == null ? "Exchange " + exchange.getExchangeId() : "Item " + id;
    }

    /** The id of the item, null when the exchange has none. */
    public static String id(Exchange exchange) {
        if (exchange.getVariable("order") instanceof WorkOrder order) {
            return order.item().id();
        }
        return exchange.getVariable("listed") instanceof ListedItem listed ? listed.id() : null;
    }
}
