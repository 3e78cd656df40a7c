/**
 * The Hawtio console of the demo. It looks at the JVM it runs in, so it is started in the archiver's, from outside: by a main class that
 * starts the console first and then the program, which knows nothing of it. Neither this package nor the web server and the web
 * application it needs are in the packaged program.
 *
 * <p>The other way, a console in a process of its own that reaches the archiver's Jolokia through Hawtio's proxy, would need a second
 * port in the archiver, a login for it, and the proxy, which forwards to whatever it is asked for. Here the proxy is shut.
 */
package org.opencompliance.sandbox.console;
