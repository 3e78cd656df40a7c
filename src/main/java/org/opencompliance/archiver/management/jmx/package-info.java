/** How MBeans are described, who calls them, and how their operations become requests. */
package org.opencompliance.archiver.management.jmx;
