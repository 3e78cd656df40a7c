/** The MBeans of a running archiver, for Hawtio and other JMX consoles. */
package org.opencompliance.archiver.management;
