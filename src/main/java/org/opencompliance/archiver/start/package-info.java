/**
 * Puts a process together: opens the storage area, makes the beans of the routes and starts Camel. {@code Assembly} lists each bean with its class.
 */
package org.opencompliance.archiver.start;
