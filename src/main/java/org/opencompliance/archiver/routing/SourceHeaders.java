package org.opencompliance.archiver.routing;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Keeps the calls to the source to themselves: none of our headers goes out, and of the answer's only these come in. */
public final class SourceHeaders implements HeaderFilterStrategy {

    private static final Set<String> WANTED = Set.of("Date", "Content-Type");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return WANTED.stream().noneMatch(wanted -> wanted.equalsIgnoreCase(name));
    }
}
