package org.opencompliance.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opencompliance.sandbox.graph.TenantFixture.USER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opencompliance.sandbox.Web;

class TenantViewShowsMailboxesTest {

    @RegisterExtension
    final TenantFixture fixture = new TenantFixture();

    private final Web browser = new Web(fixture.tenant.viewUrl());

    @Test
    void linksLeadFromTheListToTheMessage() {
        fixture.web.post(
                USER + "/messages", "{'subject':'Look at this','body':{'contentType':'text','content':'The text'}}");

        assertThat(page("")).contains("susan@contoso.example").contains("<td>1</td>");
        assertThat(page("mailbox/susan%40contoso.example")).contains("Drafts").contains("Look at this");
        String id = fixture.tenant.messages(TenantFixture.UPN).get(0).immutableId();
        assertThat(page("mailbox/susan%40contoso.example/message/" + id)).contains("<pre>The text</pre>");
    }

    @Test
    void whatMessagesSayIsEscaped() {
        fixture.web.post(
                USER + "/messages",
                "{'subject':'<script>alert(1)</script>','body':{'contentType':'html','content':'<img src=x>&amp;'},"
                        + "'from':{'emailAddress':{'name':'<b>Bold</b>','address':'a@b.example'}}}");
        String id = fixture.tenant.messages(TenantFixture.UPN).get(0).immutableId();

        String list = page("mailbox/susan@contoso.example");
        String message = page("mailbox/susan@contoso.example/message/" + id);
        assertThat(list).doesNotContain("<script>").doesNotContain("<b>").contains("&lt;script&gt;");
        assertThat(message).doesNotContain("<img").contains("&lt;img src=x&gt;&amp;amp;");
    }

    @Test
    void thereIsNothingToChangeAndNothingElse() {
        assertThat(browser.post("mailbox/susan@contoso.example", "{}").status()).isEqualTo(405);
        assertThat(browser.get("mailbox/nobody@contoso.example").status()).isEqualTo(404);
        assertThat(browser.get("favicon.ico").status()).isEqualTo(404);
        assertThat(browser.get("").header("Content-Security-Policy")).isPresent();
    }

    private String page(String path) {
        Web.Reply reply = browser.get(path);
        assertThat(reply.status()).isEqualTo(200);
        return reply.text();
    }
}
