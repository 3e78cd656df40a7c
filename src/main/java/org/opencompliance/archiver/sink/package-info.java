/** Which originals still wait for their copy at a second place, and how long a place that fails is left alone. */
package org.opencompliance.archiver.sink;
