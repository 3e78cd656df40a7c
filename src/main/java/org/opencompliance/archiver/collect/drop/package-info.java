/**
 * A drop of ZIP files as the source: which files a window takes, how each is compared with its manifest before any of its items is
 * listed, and the record of each file that was taken or parked.
 */
package org.opencompliance.archiver.collect.drop;
