package org.opencompliance.archiver.start;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.main.DefaultConfigurationConfigurer;
import org.apache.camel.support.LifecycleStrategySupport;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;

/**
 * Gives Camel's own start, {@code org.apache.camel.main.Main}, the beans of the routes and the defaults of their properties. Name
 * it in {@code camel.main.configurationClasses}. For development: without health, metrics, and the check of the routes.
 */
public final class ArchiverConfiguration implements CamelConfiguration {

    /** @throws ConfigurationException when a property cannot be used */
    @Override
    public void configure(CamelContext camel) throws Exception {
        Configuration configuration =
                Configuration.of(name -> camel.getPropertiesComponent().resolveProperty(name));
        new Settings(configuration).require();
        addMissing(configuration, camel);
        OpenResources resources = new OpenResources();
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                resources.close();
            }
        });
        ArchiverParts parts = ArchiverParts.open(
                configuration, Surroundings.ALONE, resources, configuration.flag("archiver.scheduled"));
        parts.beans().forEach(camel.getRegistry()::bind);
        camel.addService(parts.bean("clusterService", CamelClusterService.class));
        // the beans that Camel finds by type; its start has looked before
        DefaultConfigurationConfigurer.afterConfigure(camel);
        camel.addStartupListener((started, already) -> parts.begin());
    }

    /** The program's own properties; those of Camel are for Camel's start to read. */
    private static void addMissing(Configuration configuration, CamelContext camel) {
        for (String name : Configuration.forms().keySet()) {
            if (camel.getPropertiesComponent().resolveProperty(name).isEmpty()) {
                camel.getPropertiesComponent().addInitialProperty(name, configuration.text(name));
            }
        }
    }
}
