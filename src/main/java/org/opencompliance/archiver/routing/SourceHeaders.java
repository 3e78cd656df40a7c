package org.opencompliance.archiver.routing;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Filters the headers of calls to the source: sends the headers that a route sets, none of the program, of Camel, of its
 * schedulers or of the transport, and accepts only two from the answer.
 */
public final class SourceHeaders implements HeaderFilterStrategy {

    private static final Set<String> WANTED = Set.of("Date", "Content-Type");

    private static final Set<String> OURS = Set.of("archiver", "camel", "org.apache.camel");
    /** Of the transport, and those that an answer left in the message. */
    private static final Set<String> TRANSPORT = Set.of(
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "te",
            "trailer",
            "connection",
            "keep-alive",
            "upgrade",
            "expect",
            "proxy-authorization",
            "proxy-connection",
            "date",
            "via",
            "warning");
    /** Camel's Quartz component sets them, and Camel the last. */
    private static final Set<String> SCHEDULERS = Set.of(
            "calendar",
            "firetime",
            "jobdetail",
            "jobinstance",
            "jobruntime",
            "mergedjobdatamap",
            "nextfiretime",
            "previousfiretime",
            "refirecount",
            "result",
            "scheduledfiretime",
            "scheduler",
            "trigger",
            "triggergroup",
            "triggername",
            "breadcrumbid");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        String known = name.toLowerCase(Locale.ROOT);
        return OURS.stream().anyMatch(known::startsWith) || TRANSPORT.contains(known) || SCHEDULERS.contains(known);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return WANTED.stream().noneMatch(wanted -> wanted.equalsIgnoreCase(name));
    }
}
