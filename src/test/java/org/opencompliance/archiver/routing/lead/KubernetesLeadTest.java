package org.opencompliance.archiver.routing.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.kubernetes.cluster.KubernetesClusterView;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without a cluster: tests only whether the service requests the leadership. */
class KubernetesLeadTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final KubernetesLead lead = new KubernetesLead();
    private KubernetesClusterView view;
    private boolean disabledWhileStarting;

    @BeforeEach
    void setUp() throws Exception {
        lead.setMasterUrl("http://127.0.0.1:1");
        lead.setKubernetesNamespace("none");
        lead.setPodName("this-process");
        lead.setClusterLabels(Map.of("app", "archiver"));
        context.addService(lead);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void isNotAskedForBeforeTheContextHasStarted() throws Exception {
        context.addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext starting, boolean alreadyStarted) throws Exception {
                view = lead.getView("collector");
                disabledWhileStarting = view.isDisabled();
            }
        });

        context.start();

        assertThat(disabledWhileStarting).isTrue();
        assertThat(view.isDisabled()).isFalse();
    }

    @Test
    void isAskedForAtOnceWhenTheContextRuns() throws Exception {
        context.start();

        assertThat(lead.getView("collector").isDisabled()).isFalse();
    }
}
