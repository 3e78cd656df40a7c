package org.opencompliance.archiver.ledger.report.today;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.opencompliance.archiver.storage.ObjectStore;

/** Counts the bytes that are read of a storage area. */
final class ReadBytes {

    private final ObjectStore area;
    private long bytes;

    ReadBytes(ObjectStore area) {
        this.area = area;
    }

    /** Number of bytes since the last call. */
    long take() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }

    ObjectStore store() {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    try {
                        return counted(method.invoke(area, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object counted(Object answer) throws IOException {
        if (answer instanceof byte[] part) {
            bytes += part.length;
        } else if (answer instanceof InputStream in) {
            bytes += in.available();
        }
        return answer;
    }
}
