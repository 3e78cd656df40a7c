/**
 * The Hawtio console of the demo. It shows the MBeans of its own JVM, so it starts inside the archiver's JVM from outside: a
 * main class starts the console first and then the program, which has no dependency on it. The packaged program contains
 * neither this package nor the web server and the web application.
 *
 * <p>The alternative is a console in a separate process that reaches the archiver's Jolokia through Hawtio's proxy. It would
 * need a second port in the archiver, a login for it, and the proxy, which forwards to any address. Here the proxy is
 * disabled.
 */
package org.opencompliance.sandbox.console;
