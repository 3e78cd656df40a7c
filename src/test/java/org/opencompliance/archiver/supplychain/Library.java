package org.opencompliance.archiver.supplychain;

/**
 * A library of the program.
 *
 * @param artifact {@code group:name}
 */
record Library(String artifact, String version) {

    @Override
    public String toString() {
        return artifact + ":" + version;
    }
}
