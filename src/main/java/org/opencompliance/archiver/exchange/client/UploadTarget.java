package org.opencompliance.archiver.exchange.client;

/**
 * A session to upload one attachment.
 *
 * @param url the target of the slices; it contains its own token, so it must never be logged
 */
public record UploadTarget(String url) {

    /** Leaves out the URL. */
    @Override
    public String toString() {
        return "UploadTarget";
    }
}
