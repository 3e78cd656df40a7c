package org.opencompliance.archiver.routing;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Filters the headers of calls to the source: sends none of the route's headers, and accepts only these from the
 * answer.
 */
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
