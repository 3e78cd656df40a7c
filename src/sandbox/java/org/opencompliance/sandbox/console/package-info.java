/** The console of the demo: that of the release, attached to an archiver with the Jolokia agent of the release. */
package org.opencompliance.sandbox.console;
