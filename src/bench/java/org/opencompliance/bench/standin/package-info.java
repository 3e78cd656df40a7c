/** A source and a Microsoft Graph that cost little CPU time, in a JVM of their own. */
package org.opencompliance.bench.standin;
