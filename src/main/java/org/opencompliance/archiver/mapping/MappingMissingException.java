package org.opencompliance.archiver.mapping;

/** The settings require a custom mapping and none was accepted yet. The item is valid; retry it later. */
public final class MappingMissingException extends IllegalStateException {

    MappingMissingException() {
        super("Custom mapping is asked for and no mapping was accepted yet");
    }
}
