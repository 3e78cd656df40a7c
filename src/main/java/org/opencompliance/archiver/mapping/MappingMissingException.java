package org.opencompliance.archiver.mapping;

/**
 * A custom mapping is asked for and none was ever accepted. Nothing is wrong with the item: it is to be tried again
 * later.
 */
public final class MappingMissingException extends IllegalStateException {

    MappingMissingException() {
        super("Custom mapping is asked for and no mapping was accepted yet");
    }
}
