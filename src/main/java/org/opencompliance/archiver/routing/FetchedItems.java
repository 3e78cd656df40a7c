package org.opencompliance.archiver.routing;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.collect.FetchSpool;
import org.opencompliance.archiver.collect.FetchedContent;
import org.opencompliance.archiver.item.ListedItem;

/** Reads the source's answers. What they take in memory or in temporary files is released at the end of the exchange. */
public final class FetchedItems {

    private final FetchSpool spool;

    public FetchedItems(FetchSpool spool) {
        this.spool = spool;
    }

    /** Reads the answer to the end, and compares it with the listing. */
    public FetchedContent take(Exchange exchange, ListedItem listed) throws IOException {
        FetchedContent content = spool.take(exchange.getMessage().getBody(InputStream.class), listed);
        exchange.getExchangeExtension().addOnCompletion(new Closing(content));
        return content;
    }
}
