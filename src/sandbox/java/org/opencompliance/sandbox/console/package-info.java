/**
 * The Hawtio console, in two forms. The packaged program contains neither this package nor the web server and the web application.
 *
 * <p>The console of the demo shows the MBeans of its own JVM, so it starts inside the archiver's JVM from outside: a main class
 * starts the console first and then the program, which has no dependency on it.
 *
 * <p>The attached console is a process of its own for a packaged program with the Jolokia agent. Hawtio's own proxy forwards to any
 * address and is disabled in both; the attached console forwards to the one agent, with its login.
 */
package org.opencompliance.sandbox.console;
