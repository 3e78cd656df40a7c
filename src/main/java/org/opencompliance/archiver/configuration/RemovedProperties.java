package org.opencompliance.archiver.configuration;

import java.util.List;
import java.util.function.Predicate;

/** The properties of earlier versions that have no effect now. They stop no start, because the archiver works without them. */
final class RemovedProperties {

    private static final List<String> NAMES =
            List.of("archiver.cluster", "kubernetes.integration", "kubernetes.lease-name", "kubernetes.namespace");

    private RemovedProperties() {}

    static boolean contains(String name) {
        return NAMES.contains(name);
    }

    /**
     * What to do about the properties that are still set; empty when none is.
     *
     * @param isSet whether a property is set
     */
    static List<String> advice(Predicate<String> isSet) {
        return NAMES.stream()
                .filter(isSet)
                .map(name -> name + " has no effect: the leader holds a lease in the storage area, in a cluster too."
                        + " Remove the property")
                .toList();
    }
}
