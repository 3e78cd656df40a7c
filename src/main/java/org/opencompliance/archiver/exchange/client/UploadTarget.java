package org.opencompliance.archiver.exchange.client;

/**
 * A session to upload one attachment.
 *
 * @param url where the slices go; it carries its own token, so it must never be logged
 */
public record UploadTarget(String url) {

    /** Without the URL. */
    @Override
    public String toString() {
        return "UploadTarget";
    }
}
