package org.opencompliance.archiver.routing.lead;

import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.opencompliance.archiver.lead.Leadership;

/** A cluster with the {@link Leadership} lock for its leader. */
public final class LeadService extends AbstractCamelClusterService<LeadView> {

    private final Leadership lead;
    private final String member;

    /** @param member name of this process */
    public LeadService(Leadership lead, String member) {
        this.lead = lead;
        this.member = member;
    }

    @Override
    protected LeadView createView(String namespace) {
        return new LeadView(this, namespace, lead, member);
    }
}
