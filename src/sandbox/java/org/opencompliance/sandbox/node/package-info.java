/** Programs of Node.js that the build brings along for tests: their versions are in lock files, and no test needs to be told where they are. */
package org.opencompliance.sandbox.node;
