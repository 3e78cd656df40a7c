package org.opencompliance.archiver.start;

import java.util.Map;
import java.util.Set;
import org.apache.camel.cluster.CamelClusterService;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.lead.Leadership;
import org.opencompliance.archiver.lead.StoredLeadership;
import org.opencompliance.archiver.routing.lead.KubernetesLead;
import org.opencompliance.archiver.routing.lead.LeadService;
import org.opencompliance.archiver.storage.ObjectStore;

/** Elects the process that collects, by a lease in Kubernetes or in the storage area. */
public final class Cluster {

    private static final Set<String> KINDS = Set.of("kubernetes", "storage");
    /** Fraction of the lease duration. The service requires this order: retry the renewal, give up, lease expires. */
    private static final double RENEW_WITHIN = 2.0 / 3;

    private static final int TRIES_PER_LEASE = 6;

    private final Configuration configuration;
    private final ObjectStore store;
    private final Membership membership;

    public Cluster(Configuration configuration, ObjectStore store, Membership membership) {
        this.configuration = configuration;
        this.store = store;
        this.membership = membership;
    }

    public CamelClusterService service() {
        if (!membership.shares()) {
            return new LeadService(Leadership.ALWAYS, membership.name());
        }
        if (!membership.canLead()) {
            return new LeadService(Leadership.NEVER, membership.name());
        }
        if (configuration.choice("archiver.cluster", KINDS).equals("kubernetes")) {
            return kubernetes();
        }
        Leadership lead = new StoredLeadership(
                store,
                configuration.required("archiver.connector"),
                membership.name(),
                configuration.duration("archiver.lead-duration"));
        return new LeadService(lead, membership.name());
    }

    private CamelClusterService kubernetes() {
        long lease = configuration.duration("archiver.lead-duration").toMillis();
        KubernetesLead service = new KubernetesLead();
        service.setKubernetesResourceName(configuration.required("kubernetes.lease-name"));
        if (!configuration.text("kubernetes.namespace").isEmpty()) {
            service.setKubernetesResourcesNamespace(configuration.text("kubernetes.namespace"));
        }
        service.setClusterLabels(
                Map.of("camel.apache.org/integration", configuration.required("kubernetes.integration")));
        service.setLeaseDurationMillis(lease);
        service.setRenewDeadlineMillis((long) (lease * RENEW_WITHIN));
        service.setRetryPeriodMillis(lease / TRIES_PER_LEASE);
        return service;
    }
}
