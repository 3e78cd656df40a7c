/** Leadership among the processes of a storage area, and the pause that applies to all of them. */
package org.opencompliance.archiver.lead;
