package org.opencompliance.archiver.exchange;

/** The options that identify a connection. */
record MicrosoftExchangeConnection(
        String url,
        MicrosoftExchangeCloud cloud,
        MicrosoftExchangeCredentials credentials,
        String authorityHost,
        String tenantId,
        String clientId,
        String clientSecret,
        String certificateFile,
        String certificatePassword,
        long requestTimeout,
        long troublePause) {

    static MicrosoftExchangeConnection of(MicrosoftExchangeConfiguration options) {
        return new MicrosoftExchangeConnection(
                options.graphUrl(),
                options.getCloud(),
                options.getCredentials(),
                options.getAuthorityHost(),
                options.getTenantId(),
                options.getClientId(),
                options.getClientSecret(),
                options.getCertificateFile(),
                options.getCertificatePassword(),
                options.getRequestTimeout(),
                options.getTroublePause());
    }

    /** Omits secrets. Connections that differ only in secrets reach the same mailboxes. */
    @Override
    public String toString() {
        return url + " " + tenantId;
    }
}
