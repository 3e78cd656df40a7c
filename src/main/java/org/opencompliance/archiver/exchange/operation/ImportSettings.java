package org.opencompliance.archiver.exchange.operation;

import java.time.Duration;
import java.util.List;

/**
 * The settings that all messages of an endpoint share.
 *
 * @param folder the display name of the folder, below the root
 * @param messageClass such as {@code IPM.Note}
 * @param connector the namespace of item ids, empty if there are none
 * @param categories to set on each message
 * @param propertySet the GUID of the named properties, without braces
 * @param lookPauses the pauses between the attempts of a repeated lookup
 */
public record ImportSettings(
        String folder,
        String messageClass,
        String connector,
        List<String> categories,
        String propertySet,
        List<Duration> lookPauses) {}
