package org.opencompliance.archiver.start.connectors;

import java.util.Optional;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What two connectors must not share: the work of one would be taken by the other. */
public final class SharedNames {

    private static final Logger LOG = LoggerFactory.getLogger(SharedNames.class);
    private static final String SOURCE = "telemessage.source";
    private static final String URL = "telemessage.url";
    private static final String QUEUE = "azure.queue";

    private final Configuration all;

    /** @param all the settings of the process */
    public SharedNames(Configuration all) {
        this.all = all;
    }

    /** @throws ConfigurationException when a connector before this one in the list has its work queue or its drop */
    public void require(Configuration own) {
        String name = own.required("archiver.connector");
        for (String before : all.connectors()) {
            if (before.equals(name)) {
                return;
            }
            Optional<Configuration> other = other(before);
            if (other.filter(one -> haveOneDrop(own, one)).isPresent()) {
                throw new ConfigurationException("The connectors " + before + " and " + name
                        + " have the same source " + SOURCE + "=" + own.text(SOURCE)
                        + ", so each item would be archived twice: set connector." + name + "." + URL
                        + " to a place of its own");
            }
            if (other.filter(one -> haveOneQueue(own, one)).isPresent()) {
                throw new ConfigurationException(
                        "The connectors " + before + " and " + name + " have the same work queue " + own.text(QUEUE)
                                + ": set connector." + name + "." + QUEUE + " to another name");
            }
        }
    }

    /** Empty if it cannot run: then nothing is shared with it. */
    private Optional<Configuration> other(String connector) {
        try {
            return Optional.of(all.connector(connector));
        } catch (ConfigurationException e) {
            LOG.debug("The connector {} does not run, so its names are not compared", connector, e);
            return Optional.empty();
        }
    }

    /** A drop has no request that names a network. */
    private static boolean haveOneDrop(Configuration own, Configuration other) {
        return !own.text(SOURCE).equals("http")
                && own.text(SOURCE).equals(other.text(SOURCE))
                && own.text(URL).equals(other.text(URL));
    }

    private static boolean haveOneQueue(Configuration own, Configuration other) {
        return isShared(own) && isShared(other) && own.text(QUEUE).equals(other.text(QUEUE)) && sameAccount(own, other);
    }

    /** The settings are checked elsewhere. */
    private static boolean isShared(Configuration configuration) {
        return configuration.text("archiver.storage").equals("azure");
    }

    private static boolean sameAccount(Configuration own, Configuration other) {
        return own.text("azure.storage-account").equals(other.text("azure.storage-account"))
                && own.text("azure.queue-endpoint").equals(other.text("azure.queue-endpoint"))
                && own.text("azure.storage-connection-string").equals(other.text("azure.storage-connection-string"));
    }
}
