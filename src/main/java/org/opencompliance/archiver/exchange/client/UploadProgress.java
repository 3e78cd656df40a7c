package org.opencompliance.archiver.exchange.client;

/**
 * What the service says after a slice.
 *
 * @param complete whether the attachment is there as a whole
 * @param nextOffset the first byte that it expects next, meaningless when complete
 */
public record UploadProgress(boolean complete, long nextOffset) {}
