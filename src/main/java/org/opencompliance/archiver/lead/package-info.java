/** Leadership among the processes of a storage area, and the pause that holds for all of them. */
package org.opencompliance.archiver.lead;
