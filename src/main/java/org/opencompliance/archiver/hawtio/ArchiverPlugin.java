package org.opencompliance.archiver.hawtio;

/** The pages of the archiver, as this jar contains them. Below {@code static}, Hawtio serves files to its login page too. */
final class ArchiverPlugin implements RemotePlugin {

    @Override
    public String getUrl() {
        return "static/archiver";
    }

    @Override
    public String getScope() {
        return "archiverPlugin";
    }

    @Override
    public String getModule() {
        return "./plugin";
    }

    @Override
    public String getRemoteEntryFileName() {
        return "remoteEntry.js";
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
