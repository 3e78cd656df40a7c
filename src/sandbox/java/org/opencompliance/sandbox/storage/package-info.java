/** An Azure Storage account on this machine: the Azurite emulator, started and stopped by tests. */
package org.opencompliance.sandbox.storage;
