package org.opencompliance.archiver.routing.reload;

import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;

/** Camel's {@code direct}, with a gate before each call. */
public final class GatedDirectComponent extends DirectComponent {

    private final RouteGate gate;

    public GatedDirectComponent(RouteGate gate) {
        this.gate = gate;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        GatedEndpoint endpoint = new GatedEndpoint(uri, this, "direct:" + remaining);
        endpoint.setBlock(isBlock());
        endpoint.setTimeout(getTimeout());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static final class GatedEndpoint extends DirectEndpoint {

        private final RouteGate gate;
        private final String address;

        GatedEndpoint(String uri, GatedDirectComponent component, String address) {
            super(uri, component);
            this.gate = component.gate;
            this.address = address;
        }

        @Override
        public Producer createProducer() throws Exception {
            return new GatedProducer(this, (AsyncProducer) super.createProducer());
        }
    }

    private static final class GatedProducer extends DefaultAsyncProducer {

        private final GatedEndpoint endpoint;
        private final AsyncProducer call;

        GatedProducer(GatedEndpoint endpoint, AsyncProducer call) {
            super(endpoint);
            this.endpoint = endpoint;
            this.call = call;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Runnable leave = endpoint.gate.enter(endpoint.address, exchange);
            return call.process(exchange, doneSync -> {
                leave.run();
                callback.done(doneSync);
            });
        }

        @Override
        protected void doStart() throws Exception {
            ServiceHelper.startService(call);
        }

        @Override
        protected void doStop() throws Exception {
            ServiceHelper.stopService(call);
        }
    }
}
