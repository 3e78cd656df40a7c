/** Storage areas of a size, and what the background tasks use on them. */
package org.opencompliance.bench.growth;
