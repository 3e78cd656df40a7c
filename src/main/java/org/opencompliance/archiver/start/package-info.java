/**
 * Starts a process: opens the storage area, creates the beans of the routes and starts Camel.
 * {@code Assembly} lists each bean with its class.
 */
package org.opencompliance.archiver.start;
