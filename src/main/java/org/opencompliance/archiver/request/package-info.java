/** Requests that commands and MBeans leave in the storage area, and their answers. */
package org.opencompliance.archiver.request;
