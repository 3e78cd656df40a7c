package org.opencompliance.archiver.observe;

import java.io.IOException;
import java.net.URI;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.Configuration;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.jolokia.server.core.util.HttpMethod;

/**
 * The policy file for an agent that no browser reaches, as its {@code restrictorClass}: in a cluster a network policy lets in the console's
 * gateway alone, which looks for agents by GET and passes on an origin that the agent cannot know. What may be read and called
 * stays as the file says.
 */
public final class GatewayPolicy extends PolicyRestrictor {

    /** Made by the agent. */
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
