/**
 * Node.js programs that the build installs for tests: lock files pin their versions, and tests find them without
 * configuration.
 */
package org.opencompliance.sandbox.node;
