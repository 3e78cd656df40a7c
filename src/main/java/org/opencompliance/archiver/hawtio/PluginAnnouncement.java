package org.opencompliance.archiver.hawtio;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Announces the plugin while a web application with this jar in {@code WEB-INF/lib} runs. The web fragment of the jar names this
 * listener, so it is public.
 */
public final class PluginAnnouncement implements ServletContextListener {

    private static final String NAME = "hawtio:type=plugin,name=archiver";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            ObjectName name = new ObjectName(NAME);
            if (!server.isRegistered(name)) {
                server.registerMBean(new StandardMBean(new ArchiverPlugin(), RemotePlugin.class), name);
            }
        } catch (JMException e) {
            // the console works without the pages
            event.getServletContext().log("The Archiver plugin cannot be announced to Hawtio", e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            ObjectName name = new ObjectName(NAME);
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException e) {
            event.getServletContext().log("The Archiver plugin is still announced to Hawtio", e);
        }
    }
}
