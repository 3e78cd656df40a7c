package org.opencompliance.archiver.exchange.client;

import com.microsoft.kiota.RequestOption;
import org.opencompliance.archiver.exchange.WriteFence;

/** Goes with one request through the SDK: its fence, and whether any of it went out. Written and read by one thread. */
final class SendState implements RequestOption {

    private final WriteFence fence;
    private boolean sent;

    /**
     * @param fence asked before the request goes out, null for one that only reads
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
    @SuppressWarnings("unchecked") // the interface's own signature asks for it
    public <T extends RequestOption> Class<T> getType() {
        return (Class<T>) SendState.class;
    }
}
