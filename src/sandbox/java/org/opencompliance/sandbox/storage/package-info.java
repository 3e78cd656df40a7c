/** An Azure Storage account on this machine: the Azurite emulator, started and stopped as a test needs it. */
package org.opencompliance.sandbox.storage;
