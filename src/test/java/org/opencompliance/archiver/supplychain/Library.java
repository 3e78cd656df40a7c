package org.opencompliance.archiver.supplychain;

/**
 * A library that the program has.
 *
 * @param artifact {@code group:name}
 */
record Library(String artifact, String version) {

    @Override
    public String toString() {
        return artifact + ":" + version;
    }
}
