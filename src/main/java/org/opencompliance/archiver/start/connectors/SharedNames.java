package org.opencompliance.archiver.start.connectors;

import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.start.StorageArea;
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
            if (hasDropOf(own, before)) {
                throw new ConfigurationException("The connectors " + before + " and " + name
                        + " have the same source " + SOURCE + "=" + own.text(SOURCE)
                        + ", so each item would be archived twice: set connector." + name + "." + URL
                        + " to a place of its own");
            }
            if (hasQueueOf(own, before)) {
                throw new ConfigurationException(
                        "The connectors " + before + " and " + name + " have the same work queue " + own.text(QUEUE)
                                + ": set connector." + name + "." + QUEUE + " to another name");
            }
        }
    }

    /** A drop has no request that names a network. */
    private boolean hasDropOf(Configuration own, String before) {
        try {
            Configuration other = all.connector(before);
            return !own.text(SOURCE).equals("http")
                    && own.text(SOURCE).equals(other.text(SOURCE))
                    && own.text(URL).equals(other.text(URL));
        } catch (ConfigurationException e) {
            LOG.debug("The connector {} does not run, so its source is not compared", before, e);
            return false;
        }
    }

    private boolean hasQueueOf(Configuration own, String before) {
        try {
            Configuration other = all.connector(before);
            boolean shared = StorageArea.isShared(own) && StorageArea.isShared(other);
            return shared && own.text(QUEUE).equals(other.text(QUEUE)) && sameAccount(own, other);
        } catch (ConfigurationException e) {
            LOG.debug("The connector {} does not run, so its work queue is not compared", before, e);
            return false;
        }
    }

    private static boolean sameAccount(Configuration own, Configuration other) {
        return own.text("azure.storage-account").equals(other.text("azure.storage-account"))
                && own.text("azure.queue-endpoint").equals(other.text("azure.queue-endpoint"))
                && own.text("azure.storage-connection-string").equals(other.text("azure.storage-connection-string"));
    }
}
