package org.opencompliance.sandbox.http;

/**
 * Hears of every request to every part of every sandbox in the process. Named in a service file; made once for each
 * part.
 */
public interface RequestListener {

    /** Called by the request's thread, before the answer goes out. */
    void heard(RecordedRequest request);
}
