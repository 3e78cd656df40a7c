package org.opencompliance.archiver.collect.drop;

import java.time.Instant;

/**
 * A file of the drop, as the server lists it.
 *
 * @param name without a folder
 * @param size in bytes
 * @param modified by the server's clock, in seconds
 */
public record DropFile(String name, long size, Instant modified) {

    boolean isZip() {
        return DropName.hasEnding(name, DropName.ZIP);
    }

    boolean isManifest() {
        return DropName.hasEnding(name, DropName.MANIFEST);
    }
}
