package org.opencompliance.archiver.exchange.client;

/**
 * The response to a successful request.
 *
 * @param value the requested object
 * @param requestId the service's id of the (last) request, empty if it gave none
 */
public record GraphAnswer<T>(T value, String requestId) {}
