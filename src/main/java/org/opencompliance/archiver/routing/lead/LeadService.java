package org.opencompliance.archiver.routing.lead;

import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.opencompliance.archiver.work.Lead;

/** A cluster whose leader is whoever has the {@link Lead}. */
public final class LeadService extends AbstractCamelClusterService<LeadView> {

    private final Lead lead;
    private final String member;

    /** @param member names this process */
    public LeadService(Lead lead, String member) {
        this.lead = lead;
        this.member = member;
    }

    @Override
    protected LeadView createView(String namespace) {
        return new LeadView(this, namespace, lead, member);
    }
}
