package org.opencompliance.archiver.storage.disk;

/** A fixed number of locks that all names share; threads with names of the same lock wait for each other. */
public final class Locks {

    private final Object[] locks;

    public Locks(int number) {
        locks = new Object[number];
        for (int i = 0; i < number; i++) {
            locks[i] = new Object();
        }
    }

    /** The lock of a name, the same for equal names. */
    public Object of(Object name) {
        return locks[Math.floorMod(name.hashCode(), locks.length)];
    }
}
