/** A small HTTP/1.1 server for loopback, with injectable faults and a request log. */
package org.opencompliance.sandbox.http;
