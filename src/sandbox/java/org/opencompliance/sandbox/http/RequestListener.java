package org.opencompliance.sandbox.http;

/** Receives each request to each server of each sandbox in the process. Registered in a service file; one instance per server. */
public interface RequestListener {

    /** Called by the thread of the request, before the response is sent. */
    void heard(RecordedRequest request);
}
