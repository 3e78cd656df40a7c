package org.opencompliance.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.sandbox.graph.TenantFixture.UPN;
import static org.opencompliance.sandbox.graph.TenantFixture.USER_ID;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opencompliance.sandbox.Web;

class GraphTenantAnswersAboutUsersTest {

    @RegisterExtension
    final TenantFixture fixture = new TenantFixture();

    private final GraphTenant tenant = fixture.tenant;
    private final Web web = fixture.web;

    @Test
    void aUserIsFoundByIdAndByEncodedPrincipalName() {
        assertThat(web.get("/users/" + USER_ID).json().path("mail").asText()).isEqualTo(UPN);
        assertThat(web.get("/users/SUSAN%40contoso.example").json().path("id").asText())
                .isEqualTo(USER_ID);
    }

    @Test
    void withoutSelectOnlyTheUsualPropertiesAreTold() {
        JsonNode usual = web.get("/users/" + USER_ID).json();
        JsonNode selected = web.get("/users/" + USER_ID + "?$select=userType,proxyAddresses,accountEnabled")
                .json();

        assertThat(usual.has("proxyAddresses")).isFalse();
        assertThat(selected.at("/proxyAddresses/0").asText()).isEqualTo("SMTP:" + UPN);
        assertThat(selected.path("userType").asText()).isEqualTo("Member");
        assertThat(selected.has("mail")).isFalse();
    }

    @Test
    void anUnknownUserIsNotFoundAndNeitherIsAnAlias() {
        tenant.add(TenantUser.member("2", "jeff@contoso.example", "Jeff").alias("j@contoso.example"));

        assertThat(web.get("/users/nobody@contoso.example").status()).isEqualTo(404);
        assertThat(web.get("/users/j@contoso.example").code()).isEqualTo("Request_ResourceNotFound");
    }

    @Test
    void filtersFindByMailAliasAndPrincipalName() {
        tenant.add(TenantUser.member("2", "jeff@contoso.example", "Jeff")
                .mail("jeff.new@contoso.example")
                .alias("o'j@contoso.example"));

        assertThat(found("mail eq 'JEFF.new@contoso.example'")).containsExactly("2");
        assertThat(found("userPrincipalName eq 'jeff@contoso.example'")).containsExactly("2");
        assertThat(found("proxyAddresses/any(p:p eq 'smtp:o''j@contoso.example')"))
                .containsExactly("2");
        assertThat(found("proxyAddresses/any(x:x eq 'SMTP:o''j@contoso.example')"))
                .isEmpty();
        assertThat(found("mail eq 'a' or proxyAddresses/any(p:p eq 'SMTP:jeff.new@contoso.example')"))
                .containsExactly("2");
        assertThat(found("mail eq 'nobody@contoso.example'")).isEmpty();
    }

    @Test
    void aFilterThatIsNotUnderstoodIsRefused() {
        assertThat(web.get("/users?$filter=" + encoded("startswith(mail,'a')")).status())
                .isEqualTo(400);
        assertThat(web.get("/users?$filter=" + encoded("otherMails/any(p:p eq 'a')"))
                        .status())
                .isEqualTo(400);
        assertThat(web.get("/users?$orderby=mail").status()).isEqualTo(400);
    }

    @Test
    void aListOfValuesFindsEachOfThem() {
        tenant.add(TenantUser.member("2", "jeff@contoso.example", "Jeff"));
        tenant.add(TenantUser.member("3", "o'neil@contoso.example", "Neil"));

        assertThat(found("mail in ('JEFF@contoso.example', 'o''neil@contoso.example','nobody@contoso.example')"))
                .containsExactly("2", "3");
        assertThat(found("userPrincipalName in ('jeff@contoso.example')")).containsExactly("2");
    }

    @Test
    void moreClausesThanTheDirectoryTakesAreRefused() {
        String fifteen = "'a'" + ",'a'".repeat(14);
        String proxies = "proxyAddresses/any(p:p eq 'smtp:a')" + " or proxyAddresses/any(p:p eq 'smtp:a')".repeat(15);

        assertThat(web.get("/users?$filter=" + encoded("mail in (" + fifteen + ")"))
                        .status())
                .isEqualTo(200);
        assertThat(web.get("/users?$filter=" + encoded("mail in (" + fifteen + ",'a')"))
                        .code())
                .isEqualTo("Request_UnsupportedQuery");
        assertThat(web.get("/users?$filter=" + encoded(proxies)).code()).isEqualTo("Request_UnsupportedQuery");
    }

    @Test
    void aLongerValueThanTheDirectoryComparesNeedsAnAdvancedQuery() {
        String filter = encoded("mail eq '" + "a".repeat(121) + "'");

        assertThat(web.get("/users?$filter=" + filter).status()).isEqualTo(400);
        assertThat(web.get("/users?$count=true&$filter=" + filter).status()).isEqualTo(400);
        assertThat(web.header("ConsistencyLevel", "eventual")
                        .get("/users?$count=true&$filter=" + filter)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void usersComeInPages() {
        for (int i = 10; i < 32; i++) {
            tenant.add(TenantUser.member("id" + i, "user" + i + "@contoso.example", "User"));
        }
        List<String> ids = new ArrayList<>();
        String next = "/users?$select=id";
        int pages = 0;
        while (!next.isEmpty()) {
            JsonNode page = web.get(next).json();
            page.path("value").forEach(user -> ids.add(user.path("id").asText()));
            next = page.path("@odata.nextLink").asText("");
            pages++;
        }
        assertThat(ids).hasSize(23).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aRequiredTokenIsChecked() {
        tenant.requireTokens("secret"::equals);

        assertThat(web.get("/users/" + USER_ID).code()).isEqualTo("InvalidAuthenticationToken");
        assertThat(web.header("Authorization", "Bearer secret")
                        .get("/users/" + USER_ID)
                        .status())
                .isEqualTo(200);
        assertThat(tenant.requests().get(1).headers()).containsEntry("authorization", "Bearer");
    }

    private List<String> found(String filter) {
        return web.get("/users?$select=id&$filter=" + encoded(filter)).json().findValuesAsText("id");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
