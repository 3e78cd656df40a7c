package org.opencompliance.archiver.management;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.management.jmx.DescribedMBean;
import org.opencompliance.archiver.management.jmx.JmxOperations;
import org.opencompliance.archiver.management.page.DaysMXBean;
import org.opencompliance.archiver.management.page.ItemStoryMXBean;
import org.opencompliance.archiver.management.page.Pages;
import org.opencompliance.archiver.management.page.RequestsMXBean;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.overview.Overview;
import org.opencompliance.archiver.overview.flow.Flow;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.request.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MBeans of an archiver, under one domain, while it runs. */
final class ManagedBeans implements AutoCloseable {

    static final String DOMAIN = "org.opencompliance.archiver";

    private static final Logger LOG = LoggerFactory.getLogger(ManagedBeans.class);

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> registered = new ArrayList<>();
    private final String connector;

    private ManagedBeans(String connector) {
        this.connector = connector;
    }

    /** @param connector a key of their names; null for the only archiver of a process */
    static ManagedBeans register(Beans beans, CamelContext context, String connector) throws JMException {
        ManagedBeans managed = new ManagedBeans(connector);
        try {
            managed.addAll(beans, context);
            return managed;
        } catch (JMException e) {
            managed.close();
            throw e;
        }
    }

    /** Those of the components of the context; null for none. */
    private static MeterRegistry meters(CamelContext context) {
        return context.getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class);
    }

    private void addAll(Beans beans, CamelContext context) throws JMException {
        Figures figures = beans.get("figures", Figures.class);
        JmxOperations operations =
                new JmxOperations(beans.get("requests", Requests.class), beans.get("ledger", Ledger.class));
        UserMappings mappings = beans.get("userMappings", UserMappings.class);
        Overview overview = beans.get("overview", Overview.class);
        add("Today", overview::json, TodayMXBean.class);
        add(
                "Flow",
                new Flow(context, overview.process(), FlowNotes.of(beans, meters(context)))::json,
                FlowMXBean.class);
        add("Collector", new ManagedCollector(beans, operations), CollectorMXBean.class);
        add("Items", new ManagedItems(figures, beans.get("silences", Silences.class)), ItemsMXBean.class);
        add("WorkQueue", new ManagedWorkQueue(beans.get("workQueue", WorkQueue.class)), WorkQueueMXBean.class);
        Pages pages = beans.get("pages", Pages.class);
        add(
                "UserMapping",
                new ManagedUserMapping(mappings, pages.mappings(), operations, context),
                UserMappingMXBean.class);
        DeadLetters letters = beans.get("deadLetters", DeadLetters.class);
        add(
                "DeadLetters",
                new ManagedDeadLetters(figures, letters, pages.deadLetters(), operations),
                DeadLettersMXBean.class);
        add("Days", pages.days(), DaysMXBean.class);
        add("Requests", pages.requests(), RequestsMXBean.class);
        add("ItemStory", pages.stories(), ItemStoryMXBean.class);
    }

    private <T> void add(String type, T bean, Class<T> face) throws JMException {
        ObjectName name =
                new ObjectName(DOMAIN + ":type=" + type + (connector == null ? "" : ",connector=" + connector));
        if (server.isRegistered(name)) {
            // left by an earlier archiver in the same JVM
            server.unregisterMBean(name);
        }
        server.registerMBean(new DescribedMBean(bean, face), name);
        registered.add(name);
    }

    @Override
    public void close() {
        for (ObjectName name : registered) {
            try {
                server.unregisterMBean(name);
            } catch (JMException e) {
                LOG.debug("An MBean was gone before its archiver ended", e);
            }
        }
        registered.clear();
    }
}
