package org.opencompliance.archiver.exchange.client;

/**
 * The service's response to a slice.
 *
 * @param complete whether the service has the whole attachment
 * @param nextOffset the offset of the next byte that it expects, meaningless when complete
 */
public record UploadProgress(boolean complete, long nextOffset) {}
