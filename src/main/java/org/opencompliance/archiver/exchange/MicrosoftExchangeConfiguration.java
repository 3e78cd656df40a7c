package org.opencompliance.archiver.exchange;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of the component and its endpoints. */
@UriParams
public class MicrosoftExchangeConfiguration implements Cloneable {

    @UriParam(label = "producer")
    private String folder;

    @UriParam(label = "producer", defaultValue = "IPM.Note")
    private String messageClass = "IPM.Note";

    @UriParam(label = "producer")
    private String connector;

    @UriParam(label = "producer")
    private String categories;

    @UriParam(label = "producer,advanced", defaultValue = "7c9f3f6e-52f4-4b0c-9d0a-1c6f0b8e2a57")
    private String propertySet = "7c9f3f6e-52f4-4b0c-9d0a-1c6f0b8e2a57";

    @UriParam(label = "producer,advanced", defaultValue = "2s,5s,15s")
    private String lookPauses = "2s,5s,15s";

    @UriParam(label = "producer,advanced", defaultValue = "60000", javaType = "java.time.Duration")
    private long troublePause = 60_000;

    @UriParam(label = "producer,advanced", defaultValue = "120000", javaType = "java.time.Duration")
    private long requestTimeout = 120_000;

    @UriParam(label = "producer,advanced")
    private String serviceUrl;

    @UriParam(label = "producer", defaultValue = "global", enums = "global,us-gov-high,us-gov-dod,china")
    private MicrosoftExchangeCloud cloud = MicrosoftExchangeCloud.GLOBAL;

    @UriParam(
            label = "security",
            defaultValue = "client-secret",
            enums = "client-secret,client-certificate,workload-identity,managed-identity,none")
    private MicrosoftExchangeCredentials credentials = MicrosoftExchangeCredentials.CLIENT_SECRET;

    @UriParam(label = "security,advanced")
    private String authorityHost;

    @UriParam(label = "security")
    private String tenantId;

    @UriParam(label = "security")
    private String clientId;

    @UriParam(label = "security", secret = true)
    @Metadata(secret = true)
    private String clientSecret;

    @UriParam(label = "security")
    private String certificateFile;

    @UriParam(label = "security", secret = true)
    @Metadata(secret = true)
    private String certificatePassword;

    public String getFolder() {
        return folder;
    }

    /**
     * The display name of the folder to import into, directly below the root of the mailbox; it is created when
     * missing.
     */
    public void setFolder(String folder) {
        this.folder = unlessEmpty(folder);
    }

    public String getMessageClass() {
        return messageClass;
    }

    /** The message class of imported messages, which Outlook picks the form by and a search can name (itemclass:). */
    public void setMessageClass(String messageClass) {
        this.messageClass = messageClass;
    }

    public String getConnector() {
        return connector;
    }

    /**
     * The name of the source that item ids belong to. Required with an item id; two sources with one name would mix
     * their items up.
     */
    public void setConnector(String connector) {
        this.connector = unlessEmpty(connector);
    }

    public String getCategories() {
        return categories;
    }

    /** The categories to set on imported messages, separated by commas. */
    public void setCategories(String categories) {
        this.categories = categories;
    }

    public String getPropertySet() {
        return propertySet;
    }

    /** The GUID of the property set in which named properties are written and read. */
    public void setPropertySet(String propertySet) {
        this.propertySet = propertySet;
    }

    public String getLookPauses() {
        return lookPauses;
    }

    /**
     * How long to wait before each further question of a repeated look, as the index of a mailbox may lag; durations
     * separated by commas.
     */
    public void setLookPauses(String lookPauses) {
        this.lookPauses = lookPauses;
    }

    public long getTroublePause() {
        return troublePause;
    }

    /**
     * How long a mailbox that refused, or a tenant that gave no token, is not asked again; requests fail at once
     * meanwhile.
     */
    public void setTroublePause(long troublePause) {
        this.troublePause = troublePause;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /** The longest time that one request may take as a whole. */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public String getServiceUrl() {
        return serviceUrl;
    }

    /** The base URL of Microsoft Graph with its version, in place of the cloud's own; for stand-ins and proxies. */
    public void setServiceUrl(String serviceUrl) {
        this.serviceUrl = unlessEmpty(serviceUrl);
    }

    public MicrosoftExchangeCloud getCloud() {
        return cloud;
    }

    /** The Microsoft cloud that the tenant lives in; global is also that of GCC. */
    public void setCloud(MicrosoftExchangeCloud cloud) {
        this.cloud = cloud;
    }

    public MicrosoftExchangeCredentials getCredentials() {
        return credentials;
    }

    /** How the application proves who it is; none is for a stand-in on a loopback address only. */
    public void setCredentials(MicrosoftExchangeCredentials credentials) {
        this.credentials = credentials;
    }

    public String getAuthorityHost() {
        return authorityHost;
    }

    /** The https URL that tokens come from, in place of the cloud's own; for private clouds and stand-ins. */
    public void setAuthorityHost(String authorityHost) {
        this.authorityHost = unlessEmpty(authorityHost);
    }

    public String getTenantId() {
        return tenantId;
    }

    /** The id of the tenant, for client-secret and client-certificate; for workload-identity the environment has it. */
    public void setTenantId(String tenantId) {
        this.tenantId = unlessEmpty(tenantId);
    }

    public String getClientId() {
        return clientId;
    }

    /** The id of the application; for managed-identity that of a user-assigned identity. */
    public void setClientId(String clientId) {
        this.clientId = unlessEmpty(clientId);
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /** The application's secret, for client-secret. */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = unlessEmpty(clientSecret);
    }

    public String getCertificateFile() {
        return certificateFile;
    }

    /**
     * The file with the application's certificate and private key, for client-certificate: PEM when its name ends in
     * .pem, else PFX.
     */
    public void setCertificateFile(String certificateFile) {
        this.certificateFile = unlessEmpty(certificateFile);
    }

    public String getCertificatePassword() {
        return certificatePassword;
    }

    /** The password of the certificate file, if it has one. */
    public void setCertificatePassword(String certificatePassword) {
        this.certificatePassword = unlessEmpty(certificatePassword);
    }

    /** Treats an empty option, as in properties files, as not set. */
    private static String unlessEmpty(String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** The effective base URL of Microsoft Graph, without a trailing slash. */
    public String graphUrl() {
        String url = serviceUrl == null ? cloud.graph() + "/v1.0" : serviceUrl.strip();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** An independent copy. */
    public MicrosoftExchangeConfiguration copy() {
        try {
            return (MicrosoftExchangeConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
