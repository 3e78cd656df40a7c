package org.opencompliance.archiver.hawtio;

/** A plugin that Hawtio's web pages load. Its plugin servlet finds MBeans with these attributes by their name. */
public interface RemotePlugin {

    /** The folder of the plugin, relative to the base address of the web application. */
    String getUrl();

    /** The global variable with the container of module federation. */
    String getScope();

    /** The module in the container. */
    String getModule();

    /** The file in the folder that sets the variable. */
    String getRemoteEntryFileName();

    /** False: the web server's validators suffice. */
    Boolean getBustRemoteEntryCache();

    /** The function of the module that adds the plugin. */
    String getPluginEntry();
}
