package org.opencompliance.archiver.routing;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.EndpointHelper;

/**
 * Starts the connection to the second place with the first copy and not with the routes. A place that cannot be connected to, such
 * as a broker whose name is unknown at the moment, is then a failed copy, which is repeated, and not a failed start.
 */
public final class CopyEndpoint implements EndpointStrategy {

    private static final String PLACE = "{{archiver.copy-to}}";

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (endpoint instanceof DefaultEndpoint known && uri.equals(place(known.getCamelContext()))) {
            known.setLazyStartProducer(true);
        }
        return endpoint;
    }

    private static String place(CamelContext context) {
        return EndpointHelper.normalizeEndpointUri(context.resolvePropertyPlaceholders(PLACE));
    }
}
