/** Storage areas in an emulator, filled and emptied without the program. */
package org.opencompliance.bench.storage;
