package org.opencompliance.archiver.management.page;

import java.io.IOException;
import org.opencompliance.archiver.management.jmx.JmxInput;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.storage.JsonObjects;

/** Shows how requests stand. */
public final class ManagedRequests implements RequestsMXBean {

    private static final int LONGEST_ID = 100;

    private final Requests requests;

    public ManagedRequests(Requests requests) {
        this.requests = requests;
    }

    @Override
    public String answer(String id) throws IOException {
        return JsonObjects.text(requests.status(JmxInput.text("The id", id, LONGEST_ID)));
    }
}
