package org.opencompliance.archiver.start;

import org.apache.camel.cluster.CamelClusterService;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.lead.Leadership;
import org.opencompliance.archiver.lead.StoredLeadership;
import org.opencompliance.archiver.routing.lead.LeadService;
import org.opencompliance.archiver.storage.ObjectStore;

/** Elects the process that collects, by a lease in the storage area. */
public final class Cluster {

    private final Configuration configuration;
    private final ObjectStore store;
    private final Membership membership;

    public Cluster(Configuration configuration, ObjectStore store, Membership membership) {
        this.configuration = configuration;
        this.store = store;
        this.membership = membership;
    }

    public CamelClusterService service() {
        return new LeadService(leadership(), membership.name());
    }

    private Leadership leadership() {
        if (!membership.shares()) {
            return Leadership.ALWAYS;
        }
        if (!membership.canLead()) {
            return Leadership.NEVER;
        }
        return new StoredLeadership(
                store,
                configuration.required("archiver.connector"),
                membership.name(),
                configuration.duration("archiver.lead-duration"));
    }
}
