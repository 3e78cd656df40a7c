package org.opencompliance.archiver.exchange.client;

import com.microsoft.kiota.RequestOption;
import org.opencompliance.archiver.exchange.WriteFence;

/** The state of one request in the SDK: its fence, and whether any of it went out. Written and read by one thread. */
final class SendState implements RequestOption {

    private final WriteFence fence;
    private boolean sent;

    /**
     * @param fence checked before the request goes out, null for a read
     */
    SendState(WriteFence fence) {
        this.fence = fence;
    }

    boolean write() {
        return fence != null;
    }

    WriteFence fence() {
        return fence;
    }

    void sent() {
        sent = true;
    }

    boolean wasSent() {
        return sent;
    }

    @Override
    @SuppressWarnings("unchecked") // the interface's signature requires it
    public <T extends RequestOption> Class<T> getType() {
        return (Class<T>) SendState.class;
    }
}
