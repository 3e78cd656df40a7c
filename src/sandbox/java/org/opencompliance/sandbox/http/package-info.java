/** A small HTTP/1.1 server for loopback, the faults it can be told to have, and the log of what it was asked. */
package org.opencompliance.sandbox.http;
