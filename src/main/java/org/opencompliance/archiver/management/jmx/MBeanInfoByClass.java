package org.opencompliance.archiver.management.jmx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;

/**
 * Describes the MBeans of Camel once for each class. Camel describes each of its 1,000 MBeans again, in two thirds of the bytecodes
 * of a start. A description depends only on the class, and each MBean has a copy of it. Thread-safe.
 */
public final class MBeanInfoByClass extends DefaultManagementMBeanAssembler {

    private final Map<Class<?>, ModelMBeanInfo> known = new ConcurrentHashMap<>();

    public MBeanInfoByClass(CamelContext context) {
        super(context);
    }

    /** Sets it in the context of a program that starts. */
    public static void use(BaseMainSupport main) {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport starting) {
                CamelContext context = starting.getCamelContext();
                context.getCamelContextExtension().setManagementMBeanAssembler(new MBeanInfoByClass(context));
            }
        });
    }

    @Override
    public ModelMBean assemble(MBeanServer server, Object bean, ObjectName name) throws JMException {
        if (!isDescribedByItsClass(bean)) {
            return super.assemble(server, bean, name);
        }
        ModelMBeanInfo info = known.get(bean.getClass());
        return info == null ? first(server, bean, name) : further(bean, info);
    }

    /** The description of a bean around an annotated object depends on both classes; other beans get a notifier. */
    private static boolean isDescribedByItsClass(Object bean) {
        boolean custom = bean instanceof ManagedInstance shown
                && shown.getInstance() != null
                && shown.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
        return !custom && !(bean instanceof NotificationSenderAware);
    }

    private ModelMBean first(MBeanServer server, Object bean, ObjectName name) throws JMException {
        ModelMBean mbean = super.assemble(server, bean, name);
        if (mbean != null) {
            known.put(bean.getClass(), (ModelMBeanInfo) mbean.getMBeanInfo());
        }
        return mbean;
    }

    private ModelMBean further(Object bean, ModelMBeanInfo info) throws JMException {
        boolean mask = Boolean.TRUE.equals(
                camelContext.getManagementStrategy().getManagementAgent().getMask());
        ModelMBean mbean = new MixinRequiredModelMBean(info, mask, null, null);
        try {
            mbean.setManagedResource(bean, "ObjectReference");
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
        return mbean;
    }
}
