/** One document about all processes of a storage area: the state, the last collection, the counters and the last days. */
package org.opencompliance.archiver.overview;
