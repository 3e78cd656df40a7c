package org.opencompliance.console;

/** The attributes that Hawtio's plugin servlet reads of each announced module. */
public interface HawtioModuleMBean {

    /** The folder of the module, below the console's address. */
    String getUrl();

    /** The global variable with the container of the module. */
    String getScope();

    /** The name of the module in its container. */
    String getModule();

    /** The script with the container. */
    String getRemoteEntryFileName();

    /** False: the web server's validators suffice. */
    Boolean getBustRemoteEntryCache();

    /** The function of the module that Hawtio calls. */
    String getPluginEntry();
}
