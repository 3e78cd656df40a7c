package org.opencompliance.archiver.exchange.client;

/**
 * The answer to a request that succeeded.
 *
 * @param value what was asked for
 * @param requestId the service's id of the (last) request, empty when it gave none
 */
public record GraphAnswer<T>(T value, String requestId) {}
