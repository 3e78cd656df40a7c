package org.opencompliance.archiver.routing;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.work.FetchedContent;
import org.opencompliance.archiver.work.Spool;

/** Takes what the source answers into temporary files, which are gone when the exchange is. */
public final class FetchedItems {

    private final Spool spool;

    public FetchedItems(Spool spool) {
        this.spool = spool;
    }

    public FetchedContent take(Exchange exchange, ListedItem listed) throws IOException {
        FetchedContent content = spool.take(exchange.getMessage().getBody(InputStream.class), listed);
        exchange.getExchangeExtension().addOnCompletion(new Closing(content));
        return content;
    }
}
