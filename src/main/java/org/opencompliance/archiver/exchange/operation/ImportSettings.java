package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.util.List;

/**
 * What is the same for every message of an endpoint.
 *
 * @param folder the display name of the folder, below the root
 * @param messageClass such as {@code IPM.Note}
 * @param connector the namespace of item ids, empty when there are none
 * @param categories to set on each message
 * @param propertySet the GUID of the named properties, without braces
 * @param lookPauses between the answers "not there" of a repeated look
 */
public record ImportSettings(
        String folder,
        String messageClass,
        String connector,
        List<String> categories,
        String propertySet,
        List<Duration> lookPauses) {}
