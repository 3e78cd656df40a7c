/**
 * The Hawtio console as a program of its own, beside the archiver: it serves Hawtio's web application with a login and forwards
 * requests to the Jolokia agent of one archiver. The archiver's jar and image contain neither this package nor its web server.
 *
 * <p>Hawtio's own proxy, which forwards to any address, is disabled.
 */
package org.opencompliance.console;
