package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.net.URI;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.Configuration;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.jolokia.server.core.util.HttpMethod;

/**
 * The policy file for an agent that no browser reaches, as its {@code restrictorClass}. In a cluster, a network policy admits only
 * the console's gateway, which discovers agents by GET and forwards an origin unknown to the agent. The file still defines the
 * permitted attributes and operations.
 */
public final class GatewayPolicy extends PolicyRestrictor {

    /** Called by the agent. */
    public GatewayPolicy(Configuration settings) throws IOException {
        super(URI.create(settings.getConfig(ConfigKey.POLICY_LOCATION)).toURL().openStream());
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return true;
    }

    @Override
    public boolean isOriginAllowed(String origin, boolean onlyWhenStrict) {
        return true;
    }
}
