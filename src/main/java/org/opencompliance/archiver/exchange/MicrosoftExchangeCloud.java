package org.opencompliance.archiver.exchange;

/**
 * The Microsoft cloud of the tenant. In URIs with dashes: {@code us-gov-high}. The hosts are from Microsoft's page
 * "National cloud deployments".
 */
public enum MicrosoftExchangeCloud {
    /** The worldwide cloud, GCC included. */
    GLOBAL("https://graph.microsoft.com", "https://login.microsoftonline.com/"),
    /** GCC High (L4). */
    US_GOV_HIGH("https://graph.microsoft.us", "https://login.microsoftonline.us/"),
    /** DoD (L5). */
    US_GOV_DOD("https://dod-graph.microsoft.us", "https://login.microsoftonline.us/"),
    /** China, operated by 21Vianet. */
    CHINA("https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn/");

    private final String graph;
    private final String authority;

    MicrosoftExchangeCloud(String graph, String authority) {
        this.graph = graph;
        this.authority = authority;
    }

    /** The root of Microsoft Graph, without version. */
    public String graph() {
        return graph;
    }

    /** The authority that issues tokens. */
    public String authority() {
        return authority;
    }
}
