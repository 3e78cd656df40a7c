package org.opencompliance.archiver.routing.lead;

import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.kubernetes.cluster.KubernetesClusterService;
import org.apache.camel.component.kubernetes.cluster.KubernetesClusterView;

/**
 * A cluster with a Kubernetes Lease for its leader. This process requests the Lease only after its context has
 * started: Camel never schedules a timer that begins between its startup callbacks and the state STARTED.
 */
public final class KubernetesLead extends KubernetesClusterService {

    @Override
    protected KubernetesClusterView createView(String namespace) throws Exception {
        KubernetesClusterView view = super.createView(namespace);
        view.setDisabled(true);
        getCamelContext().addStartupListener(new AfterStart(view));
        return view;
    }

    private record AfterStart(KubernetesClusterView view) implements StartupListener {

        @Override
        public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
            if (alreadyStarted) {
                view.setDisabled(false);
            }
        }

        @Override
        public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
            view.setDisabled(false);
        }
    }
}
