package org.opencompliance.archiver.collect.drop;

/**
 * What a ZIP of the drop may have at most; a ZIP beyond is parked as a whole and not unpacked.
 *
 * @param entries number of files in it
 * @param zipBytes size of the ZIP
 * @param bytes size of all its files together, unpacked
 * @param ratio size of its files together, divided by the size of the ZIP
 * @param ratioFrom size of its files together from which the ratio counts; below it no ratio does harm
 */
public record DropLimits(int entries, long zipBytes, long bytes, int ratio, long ratioFrom) {

    /** The largest manifest: 50,000 names of 255 characters have 13 MB. */
    static final int MANIFEST_BYTES = 16 << 20;
}
