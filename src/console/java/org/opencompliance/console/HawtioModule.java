package org.opencompliance.console;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Announces the module for Hawtio's own pages, as Hawtio's plugin servlet expects it: the servlet reads MBeans of this form. The
 * module orders the routes and hides the actions that the agent's policy always refuses.
 */
record HawtioModule(String url) implements HawtioModuleMBean {

    private static final String NAME = "hawtio:type=plugin,name=own-pages";

    /** Replaces the announcement of an earlier console in this JVM. */
    void announce() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = ObjectName.getInstance(NAME);
        if (server.isRegistered(name)) {
            server.unregisterMBean(name);
        }
        server.registerMBean(new StandardMBean(this, HawtioModuleMBean.class), name);
    }

    @Override
    public String getUrl() {
        return url;
    }

    @Override
    public String getScope() {
        return "hawtioPages";
    }

    @Override
    public String getModule() {
        return "./pages";
    }

    @Override
    public String getRemoteEntryFileName() {
        return "pages.js";
    }

    @Override
    public Boolean getBustRemoteEntryCache() {
        return false;
    }

    @Override
    public String getPluginEntry() {
        return "plugin";
    }
}
